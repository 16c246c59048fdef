package dev.tunnel.edge.config;

import java.time.Duration;

/// Bounds on public HTTP.
///
/// @param requestLine longest request line, in bytes
/// @param head longest request or response head, in bytes
/// @param headTimeout how long a visitor may take to send one request head
/// @param idleTimeout how long a kept-alive connection may wait for its next request
/// @param bodyTimeout how long a request body of a known length may go without a kibibyte while the
///   local service takes it
/// @param stallTimeout how long a request may go on without a byte either way; long polls and event
///   streams live within it
/// @param halfCloseTimeout how long a response may stall once the visitor has ended its side
public record HttpLimits(
        int requestLine,
        int head,
        Duration headTimeout,
        Duration idleTimeout,
        Duration bodyTimeout,
        Duration stallTimeout,
        Duration halfCloseTimeout) {

    /// The bounds of an edge whose operator set none.
    public static HttpLimits defaults() {
        return new HttpLimits(
                16 * 1024,
                32 * 1024,
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Duration.ofMinutes(10),
                Duration.ofSeconds(30));
    }
}
