package dev.tunnel.cli.inspect;

import java.util.List;
import java.util.OptionalDouble;

/// What the inspector shows of the agent, at one moment.
///
/// @param state `connecting`, `online`, `retrying` or `stopped`
/// @param detail why, where there is something to say
/// @param latencyMillis round trip to the edge
public record AgentFacts(
        String version,
        String server,
        String state,
        String detail,
        String account,
        OptionalDouble latencyMillis,
        List<TunnelFacts> tunnels) {}
