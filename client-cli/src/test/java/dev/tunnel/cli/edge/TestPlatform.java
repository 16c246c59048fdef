package dev.tunnel.cli.edge;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The platform's REST API, as far as the agent asks it.
public final class TestPlatform implements AutoCloseable {

    private final HttpServer server;
    private final AtomicInteger serverAsked = new AtomicInteger();

    /// Problem codes by authtoken; any other token is good.
    private final Map<String, String> rejected = new ConcurrentHashMap<>();

    private final TestReservations reservations = new TestReservations();
    private volatile @Nullable String agentAddress;
    private volatile @Nullable String ca;
    private volatile String ports = "null";

    /// @param ca PEM of the private CA
    public TestPlatform(@Nullable String agentAddress, @Nullable String ca) throws IOException {
        this.agentAddress = agentAddress;
        this.ca = ca;
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/server", this::server);
        server.createContext("/api/v1/authtokens/current", this::current);
        reservations.install(server);
        server.start();
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    public int serverAsked() {
        return serverAsked.get();
    }

    public void edgeAt(@Nullable String address) {
        agentAddress = address;
    }

    public TestReservations reservations() {
        return reservations;
    }

    /// The public port that agents may use, too.
    public void httpsPortIs(int port) {
        ports = "{\"http\":8000,\"https\":%d,\"tcpFrom\":20000,\"tcpTo\":20999}".formatted(port);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public void caIs(@Nullable String pem) {
        ca = pem;
    }

    public void reject(String token, String code) {
        rejected.put(token, code);
    }

    private void server(HttpExchange exchange) throws IOException {
        serverAsked.incrementAndGet();
        send(
                exchange,
                200,
                """
                {"version":"1","domain":"localhost","agentAddress":%s,"ports":%s,
                 "caCertificate":%s,"caFingerprint":null,"signup":"open","signupOpen":true,
                 "setupRequired":false,"features":[],"addedLater":{"x":1}}
                """
                        .formatted(json(agentAddress), ports, json(ca)));
    }

    private void current(HttpExchange exchange) throws IOException {
        String header = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        String code = rejected.get(header.replaceFirst("^Bearer ", ""));
        if (code != null) {
            send(
                    exchange,
                    401,
                    """
                    {"type":"about:blank","title":"Unauthorized","status":401,"code":"%s","detail":"no"}
                    """
                            .formatted(code));
        } else {
            send(
                    exchange,
                    200,
                    """
                    {"id":"6f1f7f0e-6c1c-4c3e-9c6e-000000000001","name":"laptop","prefix":"tt_abcde",
                     "account":"ada@example.com"}
                    """);
        }
    }

    private static String json(@Nullable String text) {
        return text == null ? "null" : "\"" + text.replace("\n", "\\n") + "\"";
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
