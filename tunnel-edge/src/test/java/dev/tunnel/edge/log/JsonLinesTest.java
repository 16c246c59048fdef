package dev.tunnel.edge.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.avaje.jsonb.Jsonb;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

final class JsonLinesTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-23T10:00:00.250Z"), ZoneOffset.UTC);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final JsonLines lines =
            new JsonLines(new PrintStream(bytes, true, StandardCharsets.UTF_8), CLOCK);

    @Test
    void an_event_is_one_object_on_one_line() {
        new JsonLogger("edge", Level.INFO, lines).info("edge {} is {}", "edge-1", "up");

        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .isEqualToIgnoringNewLines(
                        "{\"timestamp\":\"2026-11-23T10:00:00.250Z\",\"level\":\"INFO\","
                                + "\"loggerName\":\"edge\",\"message\":\"edge edge-1 is up\"}");
    }

    @Test
    void what_a_peer_sent_cannot_make_a_line_of_its_own() {
        var hostile = "a\"}\n{\"level\":\"ERROR\u0007\t\\ é 😀 \ud800";
        lines.write(Level.WARN, "x", hostile, null);

        assertThat(bytes.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
        assertThat(read()).containsEntry("message", hostile).containsEntry("level", "WARN");
    }

    @Test
    void a_stack_trace_is_a_field() {
        lines.write(Level.ERROR, "x", "broken", new IllegalStateException("why"));

        assertThat(bytes.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
        assertThat(read().get("stackTrace")).asString().contains("why", "\tat ");
    }

    @Test
    void below_the_level_nothing_is_written() {
        var logger = new JsonLogger("x", Level.WARN, lines);
        logger.info("quiet");
        logger.debug("quieter");

        assertThat(bytes.size()).isZero();
    }

    private Map<String, Object> read() {
        return Jsonb.builder()
                .build()
                .type(Object.class)
                .map()
                .fromJson(bytes.toString(StandardCharsets.UTF_8));
    }
}
