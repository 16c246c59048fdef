package dev.tunnel.edge.config;

import java.time.Duration;

/// How an edge makes way for the next one.
///
/// @param delay when it is asked to drain, how long it serves on as if nothing were, so that a
///   balancer or another edge can take over
/// @param timeout how long what is under way may take to finish
/// @param standBy how long an edge waits at its start for another one that holds its folder
public record DrainSettings(Duration delay, Duration timeout, Duration standBy) {

    /// The bounds of an edge whose operator set none.
    public static DrainSettings defaults() {
        return new DrainSettings(
                Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(30));
    }
}
