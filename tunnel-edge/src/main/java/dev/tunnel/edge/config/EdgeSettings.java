package dev.tunnel.edge.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// Everything an edge can be told, from environment variables.
///
/// @param dataDirectory the edge's own folder, `$TUNNEL_DATA_DIR/edge`
/// @param reportEvery how often usage is drained and reported
public record EdgeSettings(
        PlatformSettings platform,
        ListenSettings listen,
        PublicAddress address,
        TlsSettings tls,
        AgentSettings agents,
        DrainSettings drain,
        LimitSettings limits,
        AccessLogSettings accessLog,
        Path dataDirectory,
        Duration reportEvery) {
    private static final String PROXY_PROTOCOL = "TUNNEL_EDGE_PROXY_PROTOCOL";
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int MANY = 1_000_000;
    private static final Duration DAY = Duration.ofDays(1);

    /// Reads and validates the settings.
    ///
    /// @throws SettingsException naming every variable that cannot be used
    public static EdgeSettings of(Map<String, String> variables) throws SettingsException {
        var env = new Environment(variables);
        var settings = read(env);
        env.check();
        return settings;
    }

    static EdgeSettings read(Environment env) {
        var data = env.path("TUNNEL_DATA_DIR", ".data").resolve("edge");
        var listen = listen(env);
        var agents = agents(env);
        var address = address(env, listen);
        return new EdgeSettings(
                new PlatformSettings(
                        env.httpUri("TUNNEL_PLATFORM_URL", "http://127.0.0.1:9000"),
                        env.secret("TUNNEL_EDGE_KEY"),
                        env.name("TUNNEL_EDGE_NAME", "edge-1"),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30),
                        env.hosts("TUNNEL_EDGE_PLATFORM_HOST")),
                listen,
                address,
                tls(env, data.resolve("tls"), agents.handshake(), address),
                agents,
                drain(env),
                LimitSettings.of(env),
                AccessLogSettings.of(env),
                data,
                env.seconds(
                        "TUNNEL_EDGE_REPORT_SECONDS",
                        Duration.ofSeconds(5),
                        SECOND,
                        Duration.ofMinutes(1)));
    }

    private static ListenSettings listen(Environment env) {
        return new ListenSettings(
                env.text("TUNNEL_EDGE_HOST").orElse("0.0.0.0"),
                env.port("TUNNEL_EDGE_HTTP_PORT", 8000),
                env.port("TUNNEL_EDGE_HTTPS_PORT", 8443),
                env.port("TUNNEL_EDGE_AGENT_PORT", 4443),
                env.ports("TUNNEL_EDGE_TCP_PORTS", new PortRange(20_000, 20_999)),
                env.hostAndPort("TUNNEL_EDGE_ADMIN", new HostAndPort("127.0.0.1", 9100)),
                balancers(env),
                new TrustedProxies(env.networks("TUNNEL_EDGE_TRUSTED_PROXIES")));
    }

    /// Whoever may send the header is believed: that must be said, never assumed.
    private static TrustedProxies balancers(Environment env) {
        var from = env.networks(PROXY_PROTOCOL + "_FROM");
        var mode = env.text(PROXY_PROTOCOL).orElse("off");
        switch (mode) {
            case "off" -> {
                return TrustedProxies.NONE;
            }
            case "required" -> {
                if (from.isEmpty()) {
                    env.problem(PROXY_PROTOCOL + "_FROM", "must name the load balancers");
                }
            }
            default -> env.problem(PROXY_PROTOCOL, "must be off or required, not \"" + mode + '"');
        }
        return new TrustedProxies(from);
    }

    private static PublicAddress address(Environment env, ListenSettings listen) {
        var domain = env.host("TUNNEL_DOMAIN", "localhost");
        return new PublicAddress(
                domain,
                env.host("TUNNEL_EDGE_AGENT_HOST", domain),
                env.port("TUNNEL_EDGE_PUBLIC_HTTP_PORT", listen.httpPort()),
                env.port("TUNNEL_EDGE_PUBLIC_HTTPS_PORT", listen.httpsPort()),
                env.port("TUNNEL_EDGE_PUBLIC_AGENT_PORT", listen.agentPort()));
    }

    private static TlsSettings tls(
            Environment env, Path directory, Duration handshake, PublicAddress address) {
        var certificate = env.text("TUNNEL_TLS_CERTIFICATE").map(Path::of).orElse(null);
        var key = env.text("TUNNEL_TLS_KEY").map(Path::of).orElse(null);
        if ((certificate == null) != (key == null)) {
            env.problem("TUNNEL_TLS_CERTIFICATE", "and TUNNEL_TLS_KEY must be set together");
        }
        return new TlsSettings(
                certificate,
                key,
                directory,
                handshake,
                AcmeSettings.of(env, address.domain(), handshake));
    }

    private static DrainSettings drain(Environment env) {
        var defaults = DrainSettings.defaults();
        return new DrainSettings(
                env.seconds(
                        "TUNNEL_EDGE_DRAIN_DELAY_SECONDS", defaults.delay(), Duration.ZERO, HOUR),
                env.seconds("TUNNEL_EDGE_DRAIN_SECONDS", defaults.timeout(), Duration.ZERO, HOUR),
                env.seconds(
                        "TUNNEL_EDGE_STAND_BY_SECONDS", defaults.standBy(), Duration.ZERO, HOUR));
    }

    private static AgentSettings agents(Environment env) {
        var defaults = AgentSettings.defaults();
        return new AgentSettings(
                env.seconds(
                        "TUNNEL_EDGE_HANDSHAKE_TIMEOUT",
                        defaults.handshake(),
                        SECOND,
                        Duration.ofMinutes(5)),
                env.seconds("TUNNEL_EDGE_DETACHED_SECONDS", defaults.detached(), SECOND, DAY),
                env.seconds("TUNNEL_EDGE_GRACE", defaults.grace(), Duration.ZERO, DAY),
                env.count("TUNNEL_EDGE_HANDSHAKES", defaults.handshakes(), 1, MANY),
                env.count(
                        "TUNNEL_EDGE_HANDSHAKES_PER_ADDRESS",
                        defaults.handshakesPerAddress(),
                        1,
                        MANY),
                env.count("TUNNEL_EDGE_TUNNELS_PER_SESSION", defaults.tunnels(), 1, MANY),
                env.count(
                        "TUNNEL_EDGE_MESSAGES_PER_SECOND", defaults.messagesPerSecond(), 1, MANY));
    }
}
