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

    @Test
    void saysWhetherEdgesMayOrderCertificates() {
        assertThat(run(Map.of())).contains("certs    edges cannot order certificates");
        assertThat(run(Map.of("TUNNEL_CERTIFICATES_KEY", "0123456789abcdef0123456789abcdef")))
                .contains("certs    kept sealed", "TUNNEL_CERTIFICATES_KEY=(hidden)");
        assertThat(run(Map.of("TUNNEL_CERTIFICATES_KEY", "short"), ConfigCheck.WRONG))
                .contains("must have at least 32 characters");
        assertThat(run(Map.of("TUNNEL_CERTIFICATES_KEY_FILE", "/nowhere"), ConfigCheck.WRONG))
                .contains("TUNNEL_CERTIFICATES_KEY_FILE cannot be read");
    }

    private String run(Map<String, String> environment) {
        return run(environment, ConfigCheck.GOOD);
    }

    private String run(Map<String, String> environment, int status) {
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        assertThat(new ConfigCheck(environment, print).run()).isEqualTo(status);
        return out.toString(StandardCharsets.UTF_8);
    }
}
