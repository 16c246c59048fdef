package dev.tunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ConfigCheckTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void saysWhatTheSettingsMeanAndKeepsSecrets() {
        assertThat(run(Map.of("TUNNEL_DB_PASSWORD", "hush", "TUNNEL_SIGNUP", "closed")))
                .contains("TUNNEL_DB_PASSWORD=(hidden)", "TUNNEL_SIGNUP=closed")
                .contains("domain   tunnels are NAME.", "database a Postgres of its own")
                .doesNotContain("hush");
    }

    private String run(Map<String, String> environment) {
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        assertThat(new ConfigCheck(environment, print).run()).isEqualTo(ConfigCheck.GOOD);
        return out.toString(StandardCharsets.UTF_8);
    }
}
