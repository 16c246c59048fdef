package dev.tunnel.cli.inspect;

import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The inspector's answers as JSON; what HTTP adds is elsewhere.
public final class InspectorApi {

    public static final String TUNNELS = "/api/tunnels";
    public static final String STATUS = "/api/status";

    /// What `/api` answers.
    public static final String ROOT =
            """
            {"uri":"/api","tunnels_uri":"/api/tunnels","requests_uri":"/api/requests/http","status_uri":"/api/status"}\
            """;

    private static final ConnectionFacts NONE = new ConnectionFacts(0, 0, 0, 0, 0, 0, 0, 0, 0);

    private final Supplier<AgentFacts> agent;
    private final JsonType<TunnelList> list;
    private final JsonType<TunnelResource> single;
    private final JsonType<StatusResource> status;

    public InspectorApi(Supplier<AgentFacts> agent) {
        this.agent = agent;
        Jsonb json = Jsonb.builder().build();
        this.list = json.type(TunnelList.class);
        this.single = json.type(TunnelResource.class);
        this.status = json.type(StatusResource.class);
    }

    public String tunnels() {
        return list.toJson(new TunnelList(resources(), TUNNELS));
    }

    /// @param name as in the list, such as `web (http)`
    public Optional<String> tunnel(String name) {
        return resources().stream()
                .filter(tunnel -> tunnel.name().equals(name))
                .findFirst()
                .map(single::toJson);
    }

    public String status() {
        AgentFacts facts = agent.get();
        return status.toJson(
                new StatusResource(
                        facts.version(),
                        facts.server(),
                        facts.state(),
                        facts.detail(),
                        facts.account(),
                        facts.latencyMillis().isPresent()
                                ? facts.latencyMillis().getAsDouble()
                                : null,
                        facts.tunnels().stream().map(InspectorApi::statusOf).toList(),
                        facts.state(),
                        facts.version(),
                        new StatusResource.Session(List.of(leg(facts))),
                        STATUS));
    }

    private static StatusResource.Leg leg(AgentFacts facts) {
        String latency =
                facts.latencyMillis().isPresent()
                        ? "%.0fms".formatted(facts.latencyMillis().getAsDouble())
                        : "";
        return new StatusResource.Leg("", latency);
    }

    public AgentFacts facts() {
        return agent.get();
    }

    /// The tunnel's own name, of a name as in the list.
    public static Optional<String> ownName(AgentFacts facts, String listed) {
        return facts.tunnels().stream()
                .map(TunnelFacts::name)
                .filter(name -> listed.equals(name) || listed.equals(name + " (http)"))
                .findFirst();
    }

    private List<TunnelResource> resources() {
        List<TunnelResource> resources = new ArrayList<>();
        for (TunnelFacts tunnel : agent.get().tunnels()) {
            for (String url : tunnel.urls()) {
                resources.add(resource(tunnel, url));
            }
        }
        return resources;
    }

    private static TunnelResource resource(TunnelFacts tunnel, String url) {
        String proto = url.substring(0, Math.max(url.indexOf("://"), 0));
        // Of a tunnel with both, ngrok gives the plain one a name of its own.
        boolean second = tunnel.urls().size() > 1 && proto.equals("http");
        String name = second ? tunnel.name() + " (http)" : tunnel.name();
        ConnectionFacts connections = tunnel.traffic().connections();
        return new TunnelResource(
                name,
                TUNNELS + "/" + encode(name),
                url,
                proto,
                new TunnelResource.Config(tunnel.target(), tunnel.inspect()),
                new TunnelResource.Metrics(
                        connections, tunnel.proto().equals("http") ? connections : NONE));
    }

    private static StatusResource.Tunnel statusOf(TunnelFacts tunnel) {
        TrafficFacts traffic = tunnel.traffic();
        return new StatusResource.Tunnel(
                tunnel.name(),
                tunnel.proto(),
                tunnel.urls(),
                tunnel.target(),
                traffic.connections().count(),
                traffic.connections().gauge(),
                traffic.bytesIn(),
                traffic.bytesOut());
    }

    private static String encode(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
