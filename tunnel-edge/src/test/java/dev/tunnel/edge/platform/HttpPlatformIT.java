package dev.tunnel.edge.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.tunnel.api.ProblemCode;
import dev.tunnel.api.edge.AuthoriseRequest;
import dev.tunnel.api.edge.EdgeEvent;
import dev.tunnel.api.edge.SessionGranted;
import dev.tunnel.edge.config.PlatformSettings;
import dev.tunnel.edge.config.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HttpPlatformIT {
    private static final AuthoriseRequest REQUEST =
            new AuthoriseRequest(
                    Sha256.hex("tt_x"),
                    new AuthoriseRequest.AgentFacts("1", "linux", "x64", "i", "1.2.3.4:5"),
                    null);

    private final List<EventStream> streams = new ArrayList<>();
    private final StubPlatform stub = new StubPlatform();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService control = Executors.newSingleThreadScheduledExecutor();
    private final Reachability reachability = new Reachability(Clock.systemUTC());
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeEach
    void start() throws IOException {
        stub.start();
    }

    @AfterEach
    void stop() {
        streams.forEach(EventStream::close);
        stub.close();
        client.shutdownNow();
        control.shutdownNow();
        threads.shutdownNow();
    }

    @Test
    void passes_on_what_the_platform_grants() {
        stub.platform().account(Sha256.hex("tt_x"));

        assertThat(authorise(stub.url(), StubPlatform.KEY)).isInstanceOf(Outcome.Ok.class);
        assertThat(reachability.isUp()).isTrue();
    }

    @Test
    void passes_on_why_the_platform_refuses() {
        assertThat(authorise(stub.url(), StubPlatform.KEY))
                .isEqualTo(
                        new Outcome.Refused<>(
                                ProblemCode.AUTHTOKEN_INVALID, "This authtoken is not known."));
        assertThat(reachability.isUp()).isTrue();
    }

    @Test
    void does_not_take_trouble_with_its_own_key_for_a_refused_authtoken() {
        assertThat(authorise(stub.url(), "te_wrong"))
                .isEqualTo(
                        new Outcome.Unavailable<>(
                                "the platform answered 401 unauthenticated: no such edge"));
        assertThat(reachability.isUp()).isFalse();
    }

    @Test
    void is_unavailable_when_nobody_listens() throws IOException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        assertThat(authorise(URI.create("http://127.0.0.1:" + port), "te_x"))
                .isInstanceOf(Outcome.Unavailable.class);
    }

    @Test
    void is_unavailable_when_the_platform_accepts_and_says_nothing() throws IOException {
        try (var deaf = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var url = URI.create("http://127.0.0.1:" + deaf.getLocalPort());

            assertThat(authorise(url, "te_x")).isInstanceOf(Outcome.Unavailable.class);
        }
    }

    @Test
    void is_unavailable_when_something_else_answers() throws IOException {
        var proxy = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        proxy.createContext(
                "/",
                exchange -> {
                    var page = "<h1>Bad gateway</h1>".getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(502, page.length);
                    exchange.getResponseBody().write(page);
                    exchange.close();
                });
        proxy.start();
        try {
            var url = URI.create("http://127.0.0.1:" + proxy.getAddress().getPort());
            assertThat(authorise(url, "te_x"))
                    .isEqualTo(
                            new Outcome.Unavailable<>(
                                    "the platform answered 502 with a body that cannot be read"));
        } finally {
            proxy.stop(0);
        }
    }

    @Test
    void delivers_events_and_skips_what_it_cannot_read() {
        var heard = listen(Duration.ofSeconds(30));
        stub.line("data: {\"type\":\"FROM_THE_FUTURE\"}\n\n");
        stub.line("data: nonsense\n\n");
        var event = EdgeEvent.tunnel(new UUID(1, 2), "closed_by_owner");
        stub.platform().announce(event);

        await().untilAsserted(() -> assertThat(heard.events).containsExactly(event));
    }

    @Test
    void opens_the_event_stream_again_when_the_platform_is_back() throws IOException {
        var heard = listen(Duration.ofSeconds(30));
        await().until(() -> heard.connections.get() == 1);
        stub.stop();
        stub.start();

        await().until(() -> heard.connections.get() == 2);
        stub.platform().announce(EdgeEvent.tunnel(new UUID(1, 2), "x"));
        await().until(() -> heard.events.size() == 1);
    }

    @Test
    void notices_an_event_stream_that_fell_silent() {
        var heard = listen(Duration.ofMillis(300));
        await().until(() -> heard.connections.get() == 1);
        stub.silence(true);

        await().until(() -> heard.connections.get() >= 2);
    }

    private Heard listen(Duration silence) {
        var heard = new Heard();
        var stream =
                new EventStream(
                        settings(stub.url(), StubPlatform.KEY, silence),
                        client,
                        threads,
                        control,
                        Clock.systemUTC(),
                        new Random(1),
                        heard);
        streams.add(stream);
        stream.start();
        return heard;
    }

    private Outcome<SessionGranted> authorise(URI url, String key) {
        var platform =
                new HttpPlatform(
                        new PlatformCalls(settings(url, key, Duration.ofSeconds(30)), client),
                        threads,
                        control,
                        reachability);
        var answer = new AtomicReference<@Nullable Outcome<SessionGranted>>();
        platform.authorise(REQUEST, answer::set);
        await().until(() -> answer.get() != null);
        return Objects.requireNonNull(answer.get());
    }

    private static PlatformSettings settings(URI url, String key, Duration silence) {
        return new PlatformSettings(
                url, new Secret(key), "edge-1", Duration.ofMillis(500), silence);
    }

    private static final class Heard implements EventListener {
        private final AtomicInteger connections = new AtomicInteger();
        private final List<EdgeEvent> events = new CopyOnWriteArrayList<>();

        @Override
        public void connected() {
            connections.incrementAndGet();
        }

        @Override
        public void event(EdgeEvent event) {
            events.add(event);
        }
    }
}
