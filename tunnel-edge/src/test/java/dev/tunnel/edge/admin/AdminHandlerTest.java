package dev.tunnel.edge.admin;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.edge.telemetry.Meters;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AdminHandlerTest {
    private Readiness readiness = new Readiness(List.of(), List.of("platform reachable"));
    private boolean drained;
    private final Meters meters = new Meters();
    private final EmbeddedChannel channel =
            new EmbeddedChannel(
                    new AdminInitializer(() -> readiness, meters, () -> drained = true));

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void shows_what_is_measured_in_the_format_of_prometheus() {
        meters.gauge("edge_streams", "Streams.", () -> 3);
        meters.counters(
                "edge_bytes_total",
                "Bytes.",
                Map.of("direction=\"in\"", () -> 7, "direction=\"out\"", () -> 9));

        assertThat(get("/metrics"))
                .startsWith("HTTP/1.1 200 OK")
                .contains("text/plain; version=0.0.4")
                .endsWith(
                        """
                        # HELP edge_streams Streams.
                        # TYPE edge_streams gauge
                        edge_streams 3
                        # HELP edge_bytes_total Bytes.
                        # TYPE edge_bytes_total counter
                        edge_bytes_total{direction="in"} 7
                        edge_bytes_total{direction="out"} 9
                        """);
    }

    @Test
    void says_why_it_is_not_ready() {
        assertThat(get("/health/ready"))
                .startsWith("HTTP/1.1 200 OK")
                .endsWith("platform reachable\n");
        readiness = new Readiness(List.of("draining"), List.of());

        assertThat(get("/health/ready"))
                .startsWith("HTTP/1.1 503 ")
                .endsWith("not ready\ndraining\n");
        assertThat(get("/health/live")).startsWith("HTTP/1.1 200 OK");
    }

    @Test
    void knows_no_other_pages_or_methods() {
        assertThat(get("/etc/passwd")).startsWith("HTTP/1.1 404 ");
        assertThat(send("POST /metrics HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n"))
                .startsWith("HTTP/1.1 405 ");
    }

    @Test
    void drains_when_it_is_told_to_by_a_post() {
        assertThat(get("/drain")).startsWith("HTTP/1.1 405 ").contains("POST");
        assertThat(drained).isFalse();
        assertThat(send("POST /drain HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n"))
                .startsWith("HTTP/1.1 202 ");
        assertThat(drained).isTrue();
    }

    @Test
    void does_not_drain_for_a_page_in_a_browser() {
        assertThat(
                        send(
                                "POST /drain HTTP/1.1\r\nHost: x\r\nOrigin: http://evil.example\r\n"
                                        + "Content-Length: 0\r\n\r\n"))
                .startsWith("HTTP/1.1 403 ");
        assertThat(drained).isFalse();
    }

    @Test
    void closes_after_what_is_no_http() {
        assertThat(send("\0\1\2 garbage\r\n\r\n")).contains(" 400 Bad Request");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void closes_after_a_request_line_without_end() {
        send("GET /" + "x".repeat(5000));
        assertThat(channel.isOpen()).isFalse();
    }

    private String get(String path) {
        return send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }

    private String send(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, US_ASCII));
        var answer = new StringBuilder();
        for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
            answer.append(part.toString(US_ASCII));
            part.release();
        }
        return answer.toString();
    }
}
