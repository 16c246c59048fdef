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
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Malformed and dubious requests through a real edge to a strict local service: each is refused,
/// or the service sees exactly one meaning; what follows it on its connection is never a part of
/// it, nor it a part of what follows.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RequestCorpusIT {
    private static final String CANARY = "GET /canary HTTP/1.1\r\nHost: a.localhost\r\n\r\n";
    private static final int PIECES = 600;

    private final IngressFixture edge = new IngressFixture();
    private final List<SeenRequest> seen = new CopyOnWriteArrayList<>();
    private final LocalService service;
    private final int port;

    RequestCorpusIT() throws IOException {
        port =
                edge.listen(
                        new PublicHttpInitializer(
                                HttpSettings.defaults(TrustedProxies.NONE),
                                edge.registry(),
                                edge.policies(),
                                false));
        service =
                LocalService.start(c -> {
                    for (var next = SeenRequest.read(c.in());
                            next != null;
                            next = SeenRequest.read(c.in())) {
                        seen.add(next);
                        c.send(
                                "HTTP/1.1 200 OK\r\nX-Served: %s\r\nContent-Length: 2\r\n\r\n%s"
                                        .formatted(next.what(), body(next.what())));
                    }
                });
        edge.http("a.localhost", service.port());
    }

    @AfterAll
    void stop() throws IOException {
        edge.close();
        service.close();
    }

    static List<CorpusCase> cases() throws IOException {
        return CorpusCase.all("requests");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void has_one_meaning_or_none(CorpusCase one) throws IOException {
        check(one, one.sent().length());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void has_the_same_meaning_in_pieces(CorpusCase one) throws IOException {
        check(one, one.sent().length() / PIECES + 1);
    }

    @Test
    void requests_split_anywhere_stay_the_same() throws IOException {
        var one =
                cases().stream()
                        .filter(c -> c.name().equals("pipeline: a body, chunks and none"))
                        .findFirst()
                        .orElseThrow();
        for (int split = 1; split < one.sent().length(); split++) {
            seen.clear();
            try (var visitor = new RawClient(port)) {
                visitor.send(one.sent().substring(0, split));
                visitor.send(one.sent().substring(split) + CANARY);
                forwarded(one, visitor, false);
            }
        }
    }

    private void check(CorpusCase one, int piece) throws IOException {
        seen.clear();
        try (var visitor = new RawClient(port)) {
            visitor.socket().setTcpNoDelay(true);
            send(visitor, one.sent(), piece);
            switch (one.expectation()) {
                case "forwarded" -> forwarded(one, visitor, false);
                case "forwarded, closed" -> forwarded(one, visitor, true);
                default -> refused(one.expectation(), visitor);
            }
        }
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> service.openConnections() == 0);
    }

    /// A refusal may come before all of it is sent, and close the connection.
    private static void send(RawClient visitor, String text, int piece) throws IOException {
        try {
            for (int from = 0; from < text.length(); from += piece) {
                visitor.send(text.substring(from, Math.min(from + piece, text.length())));
            }
            visitor.send(CANARY);
        } catch (IOException e) {
            assertThat(visitor.socket().isConnected()).isTrue();
        }
    }

    private void forwarded(CorpusCase one, RawClient visitor, boolean closed) throws IOException {
        var expected = SeenRequest.all(one.seen().isEmpty() ? one.sent() : one.seen());
        for (var request : expected) {
            assertServed(visitor, request.what());
        }
        if (closed) {
            assertThat(visitor.rest()).doesNotContain("HTTP/1.1 200");
        } else {
            assertServed(visitor, "GET /canary");
            expected.addAll(SeenRequest.all(CANARY));
        }
        assertThat(seen).map(SeenRequest::withoutAdded).isEqualTo(expected);
        assertThat(seen).allSatisfy(request -> assertThat(request.added()).hasSize(5));
    }

    private static void assertServed(RawClient visitor, String what) throws IOException {
        var head = visitor.head();
        assertThat(head).startsWith("HTTP/1.1 200 ").contains("X-Served: " + what + "\r\n");
        assertThat(visitor.read(body(what).length())).isEqualTo(body(what));
    }

    private static String body(String what) {
        return what.startsWith("HEAD ") ? "" : "ok";
    }

    private void refused(String expectation, RawClient visitor) throws IOException {
        var words = expectation.split(",? ", 3);
        assertThat(words[0]).isIn("refused", "broken");
        var answer = visitor.response();
        assertThat(answer)
                .startsWith("HTTP/1.1 " + words[1] + " ")
                .containsIgnoringCase("x-tunnel-error: ");
        if (words.length > 2) {
            assertServed(visitor, "GET /canary");
            assertThat(seen).map(SeenRequest::what).containsExactly("GET /canary");
        } else {
            assertThat(answer).containsIgnoringCase("connection: close");
            assertThat(visitor.rest()).isEmpty();
            assertThat(seen).isEmpty();
        }
        if (words[0].equals("refused") && words.length == 2) {
            assertThat(service.openConnections()).isZero();
        }
    }
}
