package dev.tunnel.protocol.message;

/// The agent asks for a public endpoint.
///
/// @param ref chosen by the agent, unique on the connection, repeated in the answer
public record OpenTunnel(long ref, TunnelSpec spec) implements ControlMessage {}
