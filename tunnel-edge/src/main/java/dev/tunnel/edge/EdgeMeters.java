package dev.tunnel.edge;

import dev.tunnel.edge.agent.Agents;
import dev.tunnel.edge.ingress.policy.Reason;
import dev.tunnel.edge.platform.Reachability;
import dev.tunnel.edge.telemetry.Meters;
import dev.tunnel.edge.telemetry.UsageJournal;
import dev.tunnel.edge.tls.ServerTls;
import dev.tunnel.edge.tls.TlsRefusal;
import dev.tunnel.edge.tunnel.Session;
import dev.tunnel.edge.tunnel.SessionRegistry;
import dev.tunnel.edge.tunnel.TunnelRegistry;
import dev.tunnel.edge.tunnel.UsageMeter;
import dev.tunnel.protocol.net.ReadBuffers;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/// What the edge shows of itself.
record EdgeMeters(
        SessionRegistry sessions,
        TunnelRegistry tunnels,
        UsageMeter usage,
        UsageJournal journal,
        Reachability reachability,
        Agents agents,
        Doors doors,
        ServerTls tls) {

    Meters meters() {
        var meters = new Meters();
        serving(meters);
        carried(meters);
        health(meters);
        return meters;
    }

    private void serving(Meters meters) {
        meters.gauges(
                "tunnel_edge_sessions",
                "Agents' sessions.",
                Map.of(
                        "state=\"attached\"", () -> sessions(true),
                        "state=\"detached\"", () -> sessions(false)));
        meters.gauges(
                "tunnel_edge_agents",
                "Agents connected, by what they speak.",
                Map.of(
                        "protocol=\"mux\"", () -> agents("mux"),
                        "protocol=\"ngrok1\"", () -> agents("ngrok1")));
        meters.gauges(
                "tunnel_edge_tunnels",
                "Open tunnels.",
                Map.of(
                        "kind=\"http\"", () -> tunnels("http"),
                        "kind=\"tls\"", () -> tunnels("tls"),
                        "kind=\"tcp\"", () -> tunnels("tcp")));
        meters.gauge(
                "tunnel_edge_streams",
                "Streams open towards agents.",
                () -> sessions.all().stream().mapToLong(Session::streams).sum());
        meters.gauge(
                "tunnel_edge_handshakes",
                "Agent connections not welcomed yet.",
                agents.handshakes()::count);
        meters.gauge(
                "tunnel_edge_public_connections",
                "Public connections open.",
                doors.visitors()::open);
    }

    private void carried(Meters meters) {
        meters.counters(
                "tunnel_edge_bytes_total",
                "Bytes of local services' conversations.",
                Map.of(
                        "direction=\"in\"", () -> usage.total().bytesIn(),
                        "direction=\"out\"", () -> usage.total().bytesOut()));
        meters.counter(
                "tunnel_edge_connections_total",
                "Public connections that reached a tunnel.",
                () -> usage.total().connections());
        meters.counters(
                "tunnel_edge_responses_total",
                "HTTP requests answered, by status class.",
                Map.of(
                        "class=\"1xx\"", () -> usage.total().status1xx(),
                        "class=\"2xx\"", () -> usage.total().status2xx(),
                        "class=\"3xx\"", () -> usage.total().status3xx(),
                        "class=\"4xx\"", () -> usage.total().status4xx(),
                        "class=\"5xx\"", () -> usage.total().status5xx()));
        meters.counters(
                "tunnel_edge_public_connections_total",
                "Public connections taken, and closed at once because there were too many.",
                Map.of(
                        "outcome=\"accepted\"", doors.visitors()::accepted,
                        "outcome=\"refused\"", doors.visitors()::refused));
        meters.counters(
                "tunnel_edge_turned_away_total",
                "Visitors that a tunnel's own rules turned away.",
                Arrays.stream(Reason.values())
                        .collect(
                                Collectors.toMap(
                                        reason -> "reason=\"" + reason.code() + '"',
                                        reason -> () -> doors.policies().turnedAway(reason))));
        meters.counters(
                "tunnel_edge_tls_refused_total",
                "Connections to a TLS port closed before a protocol had them.",
                Arrays.stream(TlsRefusal.values())
                        .collect(
                                Collectors.toMap(
                                        reason -> "reason=\"" + reason.label() + '"',
                                        reason -> () -> tls.refusals(reason))));
    }

    private void health(Meters meters) {
        meters.gauge(
                "tunnel_edge_platform_up",
                "Whether the platform answers.",
                () -> reachability.isUp() ? 1 : 0);
        meters.gauge(
                "tunnel_edge_registered",
                "Whether the platform knows this edge.",
                () -> agents.link().isRegistered() ? 1 : 0);
        meters.gauge(
                "tunnel_edge_usage_backlog",
                "Usage entries that the platform has not counted yet.",
                journal::backlog);
        meters.gauge(
                "tunnel_edge_usage_journal_failing",
                "Whether the last write of the usage journal failed.",
                () -> journal.isFailing() ? 1 : 0);
        meters.gauge(
                "tunnel_edge_certificate_expiry_seconds",
                "When the domain's certificate ends, in seconds of Unix time.",
                () -> tls.notAfter().getEpochSecond());
        meters.gauges(
                "tunnel_edge_memory_bytes",
                "Memory in use.",
                Map.of("area=\"heap\"", EdgeMeters::heap, "area=\"direct\"", EdgeMeters::direct));
    }

    private long sessions(boolean attached) {
        return sessions.all().stream().filter(it -> it.isAttached() == attached).count();
    }

    private long agents(String protocol) {
        return sessions.all().stream()
                .flatMap(session -> session.agent().stream())
                .filter(agent -> agent.protocol().equals(protocol))
                .count();
    }

    private long tunnels(String kind) {
        return tunnels.all().stream().filter(it -> it.endpoint().protocol().equals(kind)).count();
    }

    private static long heap() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long direct() {
        return ReadBuffers.POOL.metric().usedDirectMemory();
    }
}
