package dev.tunnel.edge.acme;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// An ACME server that believes everything: its orders are valid at once. It verifies no signature.
final class StubAuthority implements AutoCloseable {
    private static final String CERTIFICATE =
            """
            -----BEGIN CERTIFICATE-----
            MIIBizCCATCgAwIBAgIUFXcC+8/ai38PQYyf6/UUmdUyENkwCgYIKoZIzj0EAwIw
            ETEPMA0GA1UEAwwGYS50ZXN0MB4XDTI2MTEyMzIzMDczOVoXDTM2MTEyMDIzMDcz
            OVowETEPMA0GA1UEAwwGYS50ZXN0MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE
            jhJOGUR3praEeMAyM3k0lF5lAkgjnB5i7C+AnOOYhLgswBa8zLetisRHRDTaR+Mx
            k/XlKhlB+ogCaNKkPz8PsKNmMGQwHQYDVR0OBBYEFJhn3mBdF9zEOArquNSEU3nV
            y7u3MB8GA1UdIwQYMBaAFJhn3mBdF9zEOArquNSEU3nVy7u3MA8GA1UdEwEB/wQF
            MAMBAf8wEQYDVR0RBAowCIIGYS50ZXN0MAoGCCqGSM49BAMCA0kAMEYCIQD70rbz
            raSCOMRxbHNEu+Pjc8WMRHKCKAmTuE0Vlt/6rwIhAOqy4khWR+4eZtFYbylfprKE
            5ykEShAZHgRclE02PVw2
            -----END CERTIFICATE-----
            """;

    /// Paths that were asked for.
    final List<String> asked = new CopyOnWriteArrayList<>();

    /// How an order that is asked for is answered.
    volatile Answer order = exchange -> answer(exchange, 200, "json", order());

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    /// Answers one request.
    interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    StubAuthority() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    URI directory() {
        return URI.create(at("127.0.0.1", "/directory"));
    }

    String at(String host, String path) {
        return "http://" + host + ':' + server.getAddress().getPort() + path;
    }

    private String here(String path) {
        return at("127.0.0.1", path);
    }

    long newOrders() {
        return asked.stream().filter("/new-order"::equals).count();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            asked.add(path);
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Replay-Nonce", "bm9uY2U" + asked.size());
            switch (path) {
                case "/directory" -> answer(exchange, 200, "json", directoryText());
                case "/nonce" -> exchange.sendResponseHeaders(200, -1);
                case "/account" -> {
                    exchange.getResponseHeaders().set("Location", here("/account/1"));
                    answer(exchange, 201, "json", "{\"status\":\"valid\"}");
                }
                case "/new-order" -> {
                    exchange.getResponseHeaders().set("Location", here("/order/new"));
                    answer(exchange, 201, "json", order());
                }
                case "/order/left" -> order.to(exchange);
                case "/certificate" -> answer(exchange, 200, "pem-certificate-chain", CERTIFICATE);
                default -> refuse(exchange, 404, "malformed");
            }
        }
    }

    static void refuse(HttpExchange exchange, int status, String type) throws IOException {
        answer(
                exchange,
                status,
                "problem+json",
                "{\"type\":\"urn:ietf:params:acme:error:%s\",\"detail\":\"no\"}".formatted(type));
    }

    private static void answer(HttpExchange exchange, int status, String type, String text)
            throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/" + type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private String directoryText() {
        return """
        {"newNonce":"%s","newAccount":"%s","newOrder":"%s"}
        """
                .formatted(here("/nonce"), here("/account"), here("/new-order"));
    }

    private String order() {
        return """
        {"status":"valid","identifiers":[{"type":"dns","value":"a.test"}],"authorizations":[],
        "finalize":"%s","certificate":"%s"}
        """
                .formatted(here("/finalize"), here("/certificate"));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
