package dev.tunnel.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.tunnel.bench.subject.Reach;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class OpenLoopIT {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger requests = new AtomicInteger();
    private HttpServer service;
    private int status = 200;

    @BeforeEach
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        service.setExecutor(threads);
        service.createContext(
                "/",
                exchange -> {
                    requests.incrementAndGet();
                    var body = "fine".getBytes(StandardCharsets.US_ASCII);
                    exchange.sendResponseHeaders(status, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        service.start();
    }

    @AfterEach
    void stop() {
        service.stop(0);
        threads.shutdownNow();
    }

    @Test
    void sends_what_it_offers_and_gives_a_latency_for_each() {
        var latencies = new OpenLoop(2, 200, Duration.ofMillis(500)).measure(reach());

        assertThat(requests).hasValue(100);
        assertThat(latencies.sorted()).hasSize(100).isSorted();
        assertThat(latencies.percentile(0.99)).isGreaterThanOrEqualTo(latencies.percentile(0.5));
    }

    @Test
    void an_error_answer_spoils_the_measurement() {
        status = 503;

        assertThatThrownBy(() -> new OpenLoop(1, 10, Duration.ofMillis(300)).measure(reach()))
                .rootCause()
                .hasMessageContaining("503");
    }

    private Reach reach() {
        return new Reach(0, service.getAddress().getPort(), null);
    }
}
