package dev.tunnel.cli.inspect;

/// What a tunnel has carried, at one moment.
///
/// @param bytesIn from visitors to the local service
/// @param bytesOut from the local service to visitors
public record TrafficFacts(long bytesIn, long bytesOut, ConnectionFacts connections) {}
