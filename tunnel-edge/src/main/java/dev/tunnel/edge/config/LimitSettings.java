package dev.tunnel.edge.config;

import java.time.Duration;

/// Bounds on what visitors and agents may take. `of` is the table from variables to settings, with
/// the least and the most that each may be; a default is its record's.
public record LimitSettings(VisitorLimits visitors, HttpLimits http, FlowLimits flow) {
    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;
    private static final int GIB = 1024 * MIB;
    private static final int MANY = 1_000_000;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    /// The bounds of an edge whose operator set none.
    public static LimitSettings defaults() {
        return new LimitSettings(
                VisitorLimits.defaults(), HttpLimits.defaults(), FlowLimits.defaults());
    }

    static LimitSettings of(Environment env) {
        return new LimitSettings(visitors(env), http(env), flow(env));
    }

    private static VisitorLimits visitors(Environment env) {
        var usual = VisitorLimits.defaults();
        return new VisitorLimits(
                env.count("TUNNEL_EDGE_CONNECTIONS", usual.connections(), 1, MANY),
                env.count("TUNNEL_EDGE_CONNECTIONS_PER_SECOND", usual.perSecond(), 1, MANY),
                env.count("TUNNEL_EDGE_CONNECTIONS_BURST", usual.burst(), 1, MANY),
                env.count("TUNNEL_EDGE_CONNECTIONS_PER_TUNNEL", usual.perTunnel(), 1, MANY),
                env.seconds("TUNNEL_EDGE_AGENT_WAIT", usual.agentWait(), Duration.ZERO, MINUTE));
    }

    private static HttpLimits http(Environment env) {
        var usual = HttpLimits.defaults();
        return new HttpLimits(
                env.bytes("TUNNEL_EDGE_REQUEST_LINE", usual.requestLine(), KIB, MIB),
                env.bytes("TUNNEL_EDGE_HEAD", usual.head(), KIB, MIB),
                env.seconds("TUNNEL_EDGE_HEAD_TIMEOUT", usual.headTimeout(), SECOND, HOUR),
                env.seconds("TUNNEL_EDGE_IDLE_TIMEOUT", usual.idleTimeout(), SECOND, DAY),
                env.seconds("TUNNEL_EDGE_BODY_TIMEOUT", usual.bodyTimeout(), SECOND, DAY),
                env.seconds("TUNNEL_EDGE_STALL_TIMEOUT", usual.stallTimeout(), SECOND, DAY),
                env.seconds(
                        "TUNNEL_EDGE_HALF_CLOSE_TIMEOUT", usual.halfCloseTimeout(), SECOND, DAY));
    }

    private static FlowLimits flow(Environment env) {
        var usual = FlowLimits.defaults();
        return new FlowLimits(
                env.count("TUNNEL_EDGE_STREAMS_PER_SESSION", usual.streams(), 1, MANY),
                env.bytes(
                        "TUNNEL_EDGE_WINDOW_PER_STREAM",
                        usual.streamWindow(),
                        256 * KIB,
                        usual.streamWindow()),
                env.bytes("TUNNEL_EDGE_WINDOW_PER_SESSION", usual.sessionWindow(), MIB, GIB),
                env.bytes("TUNNEL_EDGE_WINDOW_PER_EDGE", usual.edgeWindow(), MIB, GIB));
    }
}
