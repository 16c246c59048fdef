package dev.tunnel.edge.ingress.http;

import dev.tunnel.edge.config.HttpLimits;
import dev.tunnel.edge.config.TrustedProxies;
import dev.tunnel.edge.config.VisitorLimits;
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
/// @param agentWait how long a visitor waits for an agent that lost its connection
/// @param halfCloseTimeout how long a response may stall once the visitor has ended its side
/// @param trusted whose word on a visitor is believed
public record HttpSettings(
        int requestLine,
        int head,
        Duration headTimeout,
        Duration idleTimeout,
        Duration bodyTimeout,
        Duration stallTimeout,
        Duration agentWait,
        Duration halfCloseTimeout,
        TrustedProxies trusted) {
    /// The bounds that an operator chose.
    public static HttpSettings of(HttpLimits limits, Duration agentWait, TrustedProxies trusted) {
        return new HttpSettings(
                limits.requestLine(),
                limits.head(),
                limits.headTimeout(),
                limits.idleTimeout(),
                limits.bodyTimeout(),
                limits.stallTimeout(),
                agentWait,
                limits.halfCloseTimeout(),
                trusted);
    }

    /// The bounds of an edge whose operator set none.
    public static HttpSettings defaults(TrustedProxies trusted) {
        return of(HttpLimits.defaults(), VisitorLimits.defaults().agentWait(), trusted);
    }
}
