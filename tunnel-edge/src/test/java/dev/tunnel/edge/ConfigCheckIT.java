package dev.tunnel.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.edge.platform.StubPlatform;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigCheckIT {
    @TempDir private Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StubPlatform platform = new StubPlatform();
    private final Map<String, String> variables = new HashMap<>();

    @BeforeEach
    void start() throws IOException {
        platform.start();
        variables.put("TUNNEL_EDGE_KEY", "te_secret");
        variables.put("TUNNEL_PLATFORM_URL", platform.url().toString());
        variables.put("TUNNEL_DATA_DIR", folder.toString());
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void says_what_the_settings_mean_and_keeps_secrets() {
        variables.put("TUNNEL_EDGE_PUBLIC_HTTPS_PORT", "443");
        variables.put("TUNNEL_EDGE_PUBLIC_AGENT_PORT", "443");
        variables.put("TUNNEL_EDGE_PLATFORM_HOST", "localhost");

        assertThat(check())
                .contains(
                        "https://NAME.localhost\n",
                        "dial localhost:443",
                        "web admin https://localhost\n",
                        "ports 20000-20999, 1000 of them",
                        "a private CA");
        assertThat(check()).contains("TUNNEL_EDGE_KEY=(hidden)").doesNotContain("te_secret");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void says_which_certificates_would_be_ordered_and_what_is_in_the_way() {
        assertThat(check()).contains("ACME      no certificates are ordered");
        variables.put("TUNNEL_EDGE_ACME_DIRECTORY", "letsencrypt");
        variables.put("TUNNEL_EDGE_ACME_TERMS_AGREED", "yes");
        variables.put("TUNNEL_EDGE_ACME_DNS", "rfc2136");
        variables.put("TUNNEL_EDGE_ACME_DNS_SERVER", "ns.example.com:53");
        variables.put("TUNNEL_EDGE_ACME_DNS_KEY_NAME", "edge");
        variables.put("TUNNEL_EDGE_ACME_DNS_KEY", "c2VjcmV0");

        assertThat(check())
                .contains(
                        "acme-v02.api.letsencrypt.org",
                        "the wildcard by updates of localhost at ns.example.com:53",
                        "no public authority gives certificates for localhost",
                        "asks at port 80, visitors come to port 8000",
                        "TUNNEL_EDGE_ACME_DNS_KEY=(hidden)")
                .doesNotContain("c2VjcmV0");
    }

    @Test
    void names_a_variable_that_is_misspelt() {
        variables.put("TUNNEL_EDGE_HTPP_PORT", "80");

        assertThat(check())
                .contains(
                        "TUNNEL_EDGE_HTPP_PORT is no setting of the edge; TUNNEL_EDGE_HTTP_PORT"
                                + " is");
    }

    @Test
    void warns_of_a_management_port_that_others_reach() {
        variables.put("TUNNEL_EDGE_ADMIN", "0.0.0.0:9100");

        assertThat(check()).contains("warning   whoever reaches the management port");
    }

    @Test
    void fails_without_its_platform() {
        platform.stop();

        assertThat(check(ConfigCheck.WRONG)).contains("cannot be reached (TUNNEL_PLATFORM_URL)");
    }

    @Test
    void fails_with_a_certificate_that_is_not_there() {
        variables.put("TUNNEL_TLS_CERTIFICATE", folder.resolve("none.pem").toString());
        variables.put("TUNNEL_TLS_KEY", folder.resolve("none.key").toString());

        assertThat(check(ConfigCheck.WRONG)).contains("none.pem");
    }

    @Test
    void names_every_setting_that_cannot_be_used() {
        variables.put("TUNNEL_EDGE_HTTP_PORT", "x");
        variables.put("TUNNEL_EDGE_GRACE", "y");

        assertThat(check(ConfigCheck.UNUSABLE).lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("error     TUNNEL_EDGE_"));
    }

    private String check() {
        out.reset();
        run();
        return out.toString(StandardCharsets.UTF_8);
    }

    private String check(int status) {
        out.reset();
        assertThat(run()).isEqualTo(status);
        return out.toString(StandardCharsets.UTF_8);
    }

    private int run() {
        return new ConfigCheck(
                        variables,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        Clock.systemUTC())
                .run();
    }
}
