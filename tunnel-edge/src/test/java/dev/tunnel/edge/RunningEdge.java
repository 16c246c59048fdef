package dev.tunnel.edge;

import dev.tunnel.edge.config.AccessLogSettings;
import dev.tunnel.edge.config.AgentSettings;
import dev.tunnel.edge.config.DrainSettings;
import dev.tunnel.edge.config.EdgeSettings;
import dev.tunnel.edge.config.HostAndPort;
import dev.tunnel.edge.config.LimitSettings;
import dev.tunnel.edge.config.ListenSettings;
import dev.tunnel.edge.config.PlatformSettings;
import dev.tunnel.edge.config.PortRange;
import dev.tunnel.edge.config.PublicAddress;
import dev.tunnel.edge.config.Secret;
import dev.tunnel.edge.config.TlsSettings;
import dev.tunnel.edge.config.TrustedProxies;
import dev.tunnel.edge.platform.StubPlatform;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// An edge in this process, on ports that the system chose.
record RunningEdge(Edge edge) implements AutoCloseable {
    static final Duration HANDSHAKE = Duration.ofMillis(700);

    static RunningEdge start(StubPlatform platform, Path data) throws EdgeStartException {
        return start(platform, data, List.of());
    }

    /// One that serves the platform itself under these names.
    static RunningEdge start(StubPlatform platform, Path data, List<String> hosts)
            throws EdgeStartException {
        return new RunningEdge(Edge.start(settings(platform, data, hosts), "test"));
    }

    private static EdgeSettings settings(StubPlatform platform, Path data, List<String> hosts) {
        var usual = AgentSettings.defaults();
        return new EdgeSettings(
                new PlatformSettings(
                        platform.url(),
                        new Secret(StubPlatform.KEY),
                        "edge-1",
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(5),
                        hosts),
                new ListenSettings(
                        "127.0.0.1",
                        0,
                        0,
                        0,
                        new PortRange(30_000, 60_000),
                        new HostAndPort("127.0.0.1", 0),
                        TrustedProxies.NONE,
                        TrustedProxies.NONE),
                new PublicAddress("localhost", "localhost", 0, 0, 0),
                new TlsSettings(null, null, data.resolve("tls")),
                new AgentSettings(
                        HANDSHAKE,
                        Duration.ofSeconds(2),
                        usual.grace(),
                        usual.handshakes(),
                        usual.handshakesPerAddress(),
                        usual.tunnels(),
                        usual.messagesPerSecond()),
                new DrainSettings(Duration.ZERO, Duration.ofSeconds(5), Duration.ZERO),
                LimitSettings.defaults(),
                AccessLogSettings.defaults(),
                data,
                Duration.ofMillis(200));
    }

    int agentPort() {
        return Ports.port(edge.ports().agents());
    }

    int httpPort() {
        return Ports.port(edge.ports().http());
    }

    int httpsPort() {
        return Ports.port(edge.ports().https());
    }

    /// A port that nobody listens on at the moment.
    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// A page of the management port.
    String admin(String path) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var uri = URI.create("http://127.0.0.1:" + Ports.port(edge.ports().admin()) + path);
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
        }
    }

    /// One reading of the metrics.
    long metric(String series) throws IOException, InterruptedException {
        return admin("/metrics")
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToLong(line -> Long.parseLong(line.substring(series.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() throws InterruptedException {
        edge.stop();
    }
}
