package dev.tunnel.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.cli.config.LogSettings.Level;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class LogFormatsTest {

    private static final Instant AT = Instant.parse("2026-11-23T10:00:00.123456Z");

    private static final LogEntry ONLINE =
            LogEntry.of(
                    AT,
                    Level.INFO,
                    "tunnel online",
                    "url",
                    "https://x.localhost:8443",
                    "target",
                    "http://localhost:8080",
                    "name",
                    "http-8080");

    @Test
    void thePublicUrlHasAStableLine() {
        assertThat(LogFormats.term(ONLINE))
                .isEqualTo(
                        "tunnel online url=https://x.localhost:8443 target=http://localhost:8080"
                                + " name=http-8080");
        assertThat(LogFormats.logfmt(ONLINE))
                .isEqualTo(
                        "time=2026-11-23T10:00:00.123Z level=info msg=\"tunnel online\""
                                + " url=https://x.localhost:8443 target=http://localhost:8080"
                                + " name=http-8080");
        assertThat(LogFormats.json(ONLINE))
                .isEqualTo(
                        "{\"time\":\"2026-11-23T10:00:00.123Z\",\"level\":\"info\",\"msg\":\"tunnel"
                            + " online\",\"url\":\"https://x.localhost:8443\",\"target\":\"http://localhost:8080\",\"name\":\"http-8080\"}");
    }

    @Test
    void aWarningSaysSo() {
        LogEntry entry =
                LogEntry.of(AT, Level.WARN, "session offline", "reason", "connection reset");
        assertThat(LogFormats.term(entry))
                .isEqualTo("warn: session offline reason=\"connection reset\"");
    }

    @Test
    void whatAServerSaysCannotSteerTheTerminalNorForgeALine() {
        LogEntry entry =
                LogEntry.of(AT, Level.INFO, "no\u001b[2Jtice\nx", "a", "b\nc\u001b]0;t\u0007\"\\");
        assertThat(LogFormats.term(entry))
                .isEqualTo("no [2Jtice x a=\"b\\nc\\u001b]0;t\\u0007\\\"\\\\\"");
        assertThat(LogFormats.json(entry)).doesNotContain("\u001b", "\n");
        assertThat(LogFormats.logfmt(entry)).doesNotContain("\u001b", "\n");
    }
}
