package dev.tunnel.cli.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.cli.config.HostPort;
import dev.tunnel.cli.inspect.api.InspectorParts;
import dev.tunnel.cli.inspect.api.Masking;
import dev.tunnel.cli.inspect.capture.CaptureLimits;
import dev.tunnel.cli.inspect.capture.Captures;
import dev.tunnel.cli.inspect.capture.Source;
import dev.tunnel.protocol.net.Transport;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    private static final String TOKEN = "t0ken";

    private final Captures captures =
            new Captures(
                    CaptureLimits.DEFAULT,
                    Clock.systemUTC(),
                    System::nanoTime,
                    Path.of("target/spill"));
    private final TestControl control = new TestControl();
    private final Inspector inspector = start(freePort());

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Inspector start(int port) {
        try {
            return Inspector.start(
                    Transport.best(),
                    new HostPort("127.0.0.1", port),
                    new InspectorParts(
                            () -> FACTS, captures, control, new Masking(List.of()), TOKEN));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void stop() {
        inspector.close();
        captures.close();
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

    private String send(String method, String path, String headers, String body)
            throws IOException {
        return exchange(
                "%s %s HTTP/1.1\r\nHost: localhost:4040\r\n%sContent-Length: %d\r\nConnection: close\r\n\r\n%s"
                        .formatted(method, path, headers, body.length(), body));
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:4040,          200",
        "HTTP://LOCALHOST:4040,          200",
        "https://localhost:4040,         403",
        "http://localhost,               403",
        "http://127.0.0.1:3000,          403",
        "http://[::1]:4040,              403",
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
        for (String path : List.of("/api/status", "/api/requests/http", "/api/inspector/entries")) {
            assertThat(send("GET", path, "Origin: " + origin + "\r\n", ""))
                    .startsWith("HTTP/1.1 " + status);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "same-origin, cors,      empty,    200",
        "none,        navigate,  document, 200",
        "cross-site,  no-cors,   empty,    403",
        "same-site,   cors,      empty,    403",
        "cross-site,  navigate,  document, 403",
        "cross-site,  no-cors,   script,   403",
        "cross-site,  websocket, empty,    403",
    })
    void believesWhatBrowsersSayOfARequestsOrigin(
            String site, String mode, String destination, int status) throws IOException {
        String headers =
                "Sec-Fetch-Site: %s\r\nSec-Fetch-Mode: %s\r\nSec-Fetch-Dest: %s\r\n"
                        .formatted(site, mode, destination);
        assertThat(send("GET", "/api/inspector/entries", headers, ""))
                .startsWith("HTTP/1.1 " + status);
    }

    @Test
    void aLinkOnAnotherSiteMayLeadToThePageOnly() throws IOException {
        String link = "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\n";
        assertThat(send("GET", "/", link + "Sec-Fetch-Dest: document\r\n", ""))
                .doesNotStartWith("HTTP/1.1 403");
        assertThat(send("GET", "/", link + "Sec-Fetch-Dest: iframe\r\n", ""))
                .startsWith("HTTP/1.1 403");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: http://evil.example\r\n",
                "Origin: null\r\n",
                "Origin: http://localhost:4040\r\nSec-Fetch-Site: cross-site\r\n",
                "Sec-Fetch-Site: cross-site\r\n",
                "Sec-Fetch-Site: same-site\r\n",
                "Origin: http://localhost:4040\r\nSec-Fetch-Site: same-origin\r\n",
                "Origin: http://localhost:4040\r\nX-Inspector-Token: guess\r\n",
            })
    void aBrowserChangesNothingWithoutTheToken(String headers) throws IOException {
        assertThat(send("POST", "/api/tunnels", headers, "{\"addr\":80}")).contains("403");
        assertThat(send("DELETE", "/api/tunnels/web", headers, "")).contains("403");
        assertThat(send("POST", "/api/requests/http", headers, "{\"id\":\"1\"}")).contains("403");
        assertThat(send("DELETE", "/api/requests/http", headers, "")).contains("403");
        assertThat(send("POST", "/api/inspector/clear", headers, "")).contains("403");
        assertThat(send("POST", "/api/inspector/replay", headers, "{}")).contains("403");
        assertThat(control.calls()).isEmpty();
    }

    @Test
    void aWebSocketOfAnotherSiteIsRefused() throws IOException {
        String upgrade =
                "Connection: Upgrade, close\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n";
        assertThat(
                        exchange(
                                "GET /api/inspector/live HTTP/1.1\r\nHost: localhost:4040\r\n"
                                        + upgrade
                                        + "Origin: http://evil.example\r\n\r\n"))
                .startsWith("HTTP/1.1 403");
    }

    @Test
    void thePageChangesThingsWithItsToken() throws IOException {
        String page =
                "Origin: http://localhost:4040\r\n"
                        + "Sec-Fetch-Site: same-origin\r\n"
                        + "X-Inspector-Token: t0ken\r\n";
        assertThat(send("POST", "/api/inspector/pause", page, "{\"paused\":true}"))
                .startsWith("HTTP/1.1 204");
        assertThat(captures.paused()).isTrue();
        assertThat(send("POST", "/api/inspector/clear", page, "")).startsWith("HTTP/1.1 204");
        assertThat(send("DELETE", "/api/tunnels/web", page, "")).startsWith("HTTP/1.1 204");
        assertThat(control.calls()).containsExactly("close web");
    }

    @Test
    void aScriptHasNgroksPartOfTheApiOnly() throws IOException {
        assertThat(send("POST", "/api/inspector/clear", "", "")).startsWith("HTTP/1.1 403");
        assertThat(send("POST", "/api/inspector/replay", "", "{}")).startsWith("HTTP/1.1 403");
        assertThat(send("DELETE", "/api/requests/http", "", "")).startsWith("HTTP/1.1 204");
        assertThat(send("DELETE", "/api/tunnels/web%20%28http%29", "", ""))
                .startsWith("HTTP/1.1 204");
        assertThat(control.calls()).containsExactly("close web");
    }

    @Test
    void startsATunnelInNgroksShape() throws IOException {
        assertThat(
                        send(
                                "POST",
                                "/api/tunnels",
                                "Content-Type: application/json\r\n",
                                "{\"addr\":\"8080\",\"proto\":\"http\",\"name\":\"web\",\"bind_tls\":true,\"auth\":\"a:b\",\"inspect\":false,\"subdomain\":\"s\"}"))
                .startsWith("HTTP/1.1 201 Created")
                .contains("\"name\":\"web\"", "\"public_url\":\"https://web.localhost:8443\"");
        assertThat(control.opened()).hasSize(1);
        var tunnel = control.opened().getFirst();
        assertThat(tunnel.endpoint().schemes()).containsExactly("https");
        assertThat(tunnel.endpoint().subdomain()).isEqualTo("s");
        assertThat(tunnel.inspect()).isFalse();
        assertThat(tunnel.target()).hasToString("http://localhost:8080");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "nonsense",
                "{\"addr\":[1]}",
                "{\"addr\":\"8080\",\"proto\":\"udp\"}",
                "{\"addr\":\"8080\",\"subdomain\":\"a b\"}",
                "{\"addr\":\"8080\",\"bind_tls\":\"maybe\"}",
                "{\"addr\":\"8080\",\"proto\":\"tcp\",\"remote_addr\":\"x:y\"}",
                "{\"addr\":\"8080\",\"basic_auth\":[\"nocolon\"]}",
            })
    void refusesATunnelThatMakesNoSense(String body) throws IOException {
        assertThat(send("POST", "/api/tunnels", "", body))
                .startsWith("HTTP/1.1 400")
                .contains("\"status_code\":400", "\"error_code\":102", "\"details\":{\"err\":");
        assertThat(send("POST", "/api/tunnels", "", "[".repeat(60_000))).startsWith("HTTP/1.1 400");
        assertThat(control.calls()).isEmpty();
    }

    @Test
    void saysInNgroksShapeWhatIsNotThere() throws IOException {
        assertThat(send("DELETE", "/api/tunnels/other", "", ""))
                .startsWith("HTTP/1.1 404")
                .contains("\"status_code\":404", "\"msg\":");
        assertThat(get("/api/requests/http/123")).startsWith("HTTP/1.1 404");
        assertThat(get("/api/nonsense")).startsWith("HTTP/1.1 404");
        assertThat(get("/assets/%2e%2e/%2e%2e/secret.js")).startsWith("HTTP/1.1 404");
        assertThat(get("/%zz")).startsWith("HTTP/1.1 400");
        assertThat(send("PUT", "/api/tunnels", "", "")).startsWith("HTTP/1.1 405");
    }

    @Test
    void showsCapturedRequestsInNgroksShapeWithoutTheirSecrets() throws IOException {
        EmbeddedChannel visitor = new EmbeddedChannel();
        EmbeddedChannel service = new EmbeddedChannel();
        captures.onStream(
                        new Source(
                                "web",
                                Source.Kind.HTTP,
                                "localhost:8080",
                                "192.0.2.1:5",
                                false,
                                null))
                .onConnected(visitor, service);
        visitor.writeInbound(
                Unpooled.copiedBuffer(
                        "POST /a?b HTTP/1.1\r\n"
                                + "host: x\r\n"
                                + "Cookie: s=1\r\n"
                                + "Content-Length: 2\r\n\r\n"
                                + "hi",
                        StandardCharsets.US_ASCII));
        service.writeInbound(
                Unpooled.copiedBuffer(
                        "HTTP/1.1 201 Created\r\nSet-Cookie: t=2\r\nContent-Length: 3\r\n\r\nok!",
                        StandardCharsets.US_ASCII));
        visitor.releaseInbound();
        service.releaseInbound();
        String id = captures.entries().getFirst().id();

        String raw =
                Base64.getEncoder()
                        .encodeToString(
                                "POST /a?b HTTP/1.1\r\nhost: x\r\nCookie: ••••••\r\nContent-Length: 2\r\n\r\nhi"
                                        .getBytes(StandardCharsets.UTF_8));
        assertThat(get("/api/requests/http?limit=5&tunnel_name=web"))
                .contains(
                        "\"requests\":[{\"uri\":\"/api/requests/http/" + id + "\",\"id\":\"" + id,
                        "\"tunnel_name\":\"web (http)\"",
                        "\"remote_addr\":\"192.0.2.1\"",
                        "\"method\":\"POST\",\"proto\":\"HTTP/1.1\",\"headers\":{\"Host\":[\"x\"]",
                        "\"uri\":\"/a?b\",\"raw\":\"" + raw + "\"",
                        "\"status\":\"201 Created\",\"status_code\":201")
                .doesNotContain("s=1", "t=2");
        assertThat(get("/api/requests/http?tunnel_name=other")).contains("\"requests\":[]");
        assertThat(get("/api/requests/http/" + id)).contains("\"status_code\":201");
        assertThat(get("/api/inspector/entries/" + id)).contains("\"masked\":true");
        assertThat(get("/api/inspector/entries/" + id + "/received")).endsWith("ok!");

        assertThat(send("POST", "/api/requests/http", "", "{\"id\":\"" + id + "\"}"))
                .startsWith("HTTP/1.1 204");
        assertThat(control.calls()).containsExactly("replay web " + id);
    }

    @Test
    void answersInOrder() throws IOException {
        String request = "GET %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n";
        String answers =
                exchange(
                        request.formatted("/api/status", "")
                                + request.formatted("/api/nonsense", "")
                                + request.formatted("/api/tunnels", "Connection: close\r\n"));
        assertThat(answers).containsSubsequence("latencyMillis", "HTTP/1.1 404", "public_url");
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
