package dev.tunnel.edge.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tunnel.edge.config.TrustedProxies;
import dev.tunnel.edge.ingress.IngressFixture;
import dev.tunnel.edge.ingress.LocalService;
import dev.tunnel.edge.ingress.RawClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Malformed and dubious answers of a local service through a real edge: the visitor gets one clear
/// answer or a visible break, and the next answer on its connection is that of its next request.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ResponseCorpusIT {
    private static final String CLOSES = ".\r\n";

    private final IngressFixture edge = new IngressFixture();
    private final int port =
            edge.listen(
                    new PublicHttpInitializer(
                            HttpSettings.defaults(TrustedProxies.NONE),
                            edge.registry(),
                            edge.policies(),
                            false));

    static List<CorpusCase> cases() throws IOException {
        return CorpusCase.all("responses");
    }

    @AfterAll
    void stop() {
        edge.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void has_one_meaning_or_none(CorpusCase one) throws IOException {
        var wanted = List.of(one.expectation().split(", ", -1));
        try (var service = service(one)) {
            edge.http("a.localhost", service.port());
            try (var visitor = new RawClient(port)) {
                ask(visitor, wanted, "/first");
                if (wanted.contains("cut")) {
                    assertCut(visitor.rest());
                } else {
                    answered(one, wanted, visitor);
                }
            }
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> service.openConnections() == 0);
        }
    }

    private static LocalService service(CorpusCase one) throws IOException {
        boolean closes = one.sent().endsWith(CLOSES);
        var answer =
                closes
                        ? one.sent().substring(0, one.sent().length() - CLOSES.length())
                        : one.sent();
        return LocalService.start(c -> {
            while (c.readHead()) {
                if (!c.path().equals("/first")) {
                    c.answer("second");
                } else {
                    c.send(answer);
                    if (closes) {
                        return;
                    }
                }
            }
        });
    }

    private static void ask(RawClient visitor, List<String> wanted, String path)
            throws IOException {
        var upgrade =
                wanted.contains("upgrade") ? "Connection: Upgrade\r\nUpgrade: websocket\r\n" : "";
        var version = wanted.contains("http/1.0") ? "1.0" : "1.1";
        visitor.send(
                "%s %s HTTP/%s\r\nHost: a.localhost\r\n%s\r\n"
                        .formatted(wanted.getFirst(), path, version, upgrade));
    }

    private static void answered(CorpusCase one, List<String> wanted, RawClient visitor)
            throws IOException {
        assertSeen(visitor, one.seen());
        if (wanted.contains("502")) {
            assertThat(visitor.response())
                    .startsWith("HTTP/1.1 502 ")
                    .containsIgnoringCase("x-tunnel-error: service_");
        }
        if (wanted.contains("closed") || wanted.contains("http/1.0")) {
            assertThat(visitor.rest()).isEmpty();
        } else {
            visitor.get("a.localhost", "/second");
            assertThat(visitor.response()).startsWith("HTTP/1.1 200 OK\r\n").endsWith("second");
        }
    }

    private static void assertSeen(RawClient visitor, String expected) throws IOException {
        var left = expected;
        boolean interim = true;
        while (interim && !left.isEmpty()) {
            int end = left.indexOf("\r\n\r\n") + 4;
            var head = visitor.head();
            assertThat(head.replaceAll("(?i)connection: [^\r]*\r\n", ""))
                    .isEqualTo(left.substring(0, end));
            interim = head.startsWith("HTTP/1.1 1") && !head.startsWith("HTTP/1.1 101");
            left = left.substring(end);
        }
        assertThat(visitor.read(left.length())).isEqualTo(left);
    }

    private static void assertCut(String all) {
        assertThat(all)
                .startsWith("HTTP/1.1 200 OK\r\n")
                .doesNotContain("second")
                .doesNotContain("x-tunnel-error");
        assertThat(all)
                .satisfiesAnyOf(
                        text ->
                                assertThat(text)
                                        .containsIgnoringCase("content-length: 10")
                                        .endsWith("hello"),
                        text ->
                                assertThat(text)
                                        .containsIgnoringCase("chunked")
                                        .doesNotEndWith("\r\n0\r\n\r\n"));
    }
}
