package dev.tunnel.cli.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.cli.config.HostPort;
import dev.tunnel.protocol.net.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The agent's API over real sockets.
final class InspectorIT {

    private static final ConnectionFacts CONNECTIONS =
            new ConnectionFacts(17, 2, 0.5, 0.25, 0.125, 1, 2, 3, 4);
    private static final AgentFacts FACTS =
            new AgentFacts(
                    "1.0",
                    "http://localhost:9000",
                    "online",
                    "",
                    "<ada>",
                    OptionalDouble.of(1.5),
                    List.of(
                            new TunnelFacts(
                                    "web",
                                    "http",
                                    List.of(
                                            "http://web.localhost:8000",
                                            "https://web.localhost:8443"),
                                    "http://localhost:8080",
                                    true,
                                    new TrafficFacts(10, 20, CONNECTIONS))));

    private Inspector inspector = start(freePort());

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Inspector start(int port) {
        try {
            return Inspector.start(Transport.best(), new HostPort("127.0.0.1", port), () -> FACTS);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void stop() {
        inspector.close();
    }

    private String exchange(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), inspector.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.setSoTimeout(10_000);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketException _) {
            return "";
        }
    }

    private String get(String path) throws IOException {
        return exchange(
                "GET %s HTTP/1.1\r\nHost: localhost:4040\r\nConnection: close\r\n\r\n"
                        .formatted(path));
    }

    @Test
    void listsTunnelsInNgroksShape() throws IOException {
        assertThat(get("/api/tunnels"))
                .startsWith("HTTP/1.1 200 OK")
                .contains("content-type: application/json")
                .endsWith(
                        """
                        {"tunnels":[{"name":"web (http)","uri":"/api/tunnels/web%20%28http%29","public_url":"http://web.localhost:8000","proto":"http","config":{"addr":"http://localhost:8080","inspect":true},"metrics":{"conns":CONNS,"http":CONNS}},{"name":"web","uri":"/api/tunnels/web","public_url":"https://web.localhost:8443","proto":"https","config":{"addr":"http://localhost:8080","inspect":true},"metrics":{"conns":CONNS,"http":CONNS}}],"uri":"/api/tunnels"}\
                        """
                                .replace(
                                        "CONNS",
                                        "{\"count\":17,\"gauge\":2,\"rate1\":0.5,\"rate5\":0.25,\"rate15\":0.125,\"p50\":1.0,\"p90\":2.0,\"p95\":3.0,\"p99\":4.0}"));
    }

    @Test
    void showsOneTunnel() throws IOException {
        assertThat(get("/api/tunnels/web"))
                .contains("200 OK", "\"public_url\":\"https://web.localhost:8443\"");
        assertThat(get("/api/tunnels/web%20%28http%29"))
                .contains("200 OK", "\"public_url\":\"http://web.localhost:8000\"");
        assertThat(get("/api/tunnels/other")).startsWith("HTTP/1.1 404");
    }

    @Test
    void showsItsStatus() throws IOException {
        assertThat(get("/api/status"))
                .contains("\"state\":\"online\"", "\"latencyMillis\":1.5", "\"bytesOut\":20");
    }

    @Test
    void hasAPageThatEscapesWhatItShows() throws IOException {
        assertThat(get("/"))
                .contains("200 OK", "text/html", "https://web.localhost:8443", "&lt;ada&gt;")
                .contains("content-security-policy: default-src 'none'")
                .doesNotContain("<ada>");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:4040, 200",
        "127.0.0.1:4041, 200",
        "[::1]:4040,     200",
        "evil.example,   403",
        "localhost.evil.example:4040, 403",
        "192.168.1.1,    403",
        "'',             403",
    })
    void answersOnlyWhoAsksForALoopbackName(String host, int status) throws IOException {
        assertThat(
                        exchange(
                                "GET /api/status HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                                        .formatted(host)))
                .startsWith("HTTP/1.1 " + status);
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:4040,          200",
        "https://localhost,              200",
        "http://127.0.0.1:3000,          200",
        "http://[::1]:4040,              200",
        "https://evil.example,           403",
        "http://localhost.evil.example,  403",
        "http://localhost@evil.example,  403",
        "http://shop.localhost:8000,     403",
        "http://192.168.1.1:4040,        403",
        "file://localhost,               403",
        "null,                           403",
        "'',                             403",
    })
    void answersNoPageOfAnotherSite(String origin, int status) throws IOException {
        assertThat(
                        exchange(
                                "GET /api/status HTTP/1.1\r\nHost: localhost:4040\r\n"
                                        + "Origin: %s\r\nConnection: close\r\n\r\n"
                                                .formatted(origin)))
                .startsWith("HTTP/1.1 " + status);
    }

    @Test
    void changesNothing() throws IOException {
        assertThat(
                        exchange(
                                "POST /api/tunnels HTTP/1.1\r\n"
                                        + "Host: localhost\r\n"
                                        + "Content-Length: 2\r\n"
                                        + "Connection: close\r\n\r\n"
                                        + "{}"))
                .startsWith("HTTP/1.1 405");
        assertThat(exchange("HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200")
                .endsWith("\r\n\r\n");
    }

    @Test
    void closesOnGarbage() throws IOException {
        assertThat(exchange("\u0000\u0001garbage\r\n\r\n")).isEmpty();
        assertThat(exchange("GET / HTTP/1.1\r\nX: " + "a".repeat(100_000) + "\r\n\r\n")).isEmpty();
    }

    @Test
    void takesTheNextFreePort() {
        Inspector second = start(inspector.port());
        try {
            assertThat(second.port()).isGreaterThan(inspector.port());
            assertThat(second.url()).isEqualTo("http://127.0.0.1:" + second.port());
        } finally {
            second.close();
        }
    }
}
