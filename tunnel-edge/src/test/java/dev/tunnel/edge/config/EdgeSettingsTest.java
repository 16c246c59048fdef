package dev.tunnel.edge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EdgeSettingsTest {

    @Test
    void has_the_defaults_of_the_product() throws SettingsException {
        var settings = EdgeSettings.of(Map.of("TUNNEL_EDGE_KEY", "te_x"));

        assertThat(settings.platform().url()).isEqualTo(URI.create("http://127.0.0.1:9000"));
        assertThat(settings.platform().edgeName()).isEqualTo("edge-1");
        assertThat(settings.listen())
                .isEqualTo(
                        new ListenSettings(
                                "0.0.0.0",
                                8000,
                                8443,
                                4443,
                                new PortRange(20_000, 20_999),
                                new HostAndPort("127.0.0.1", 9100),
                                TrustedProxies.NONE,
                                TrustedProxies.NONE));
        assertThat(settings.address())
                .isEqualTo(new PublicAddress("localhost", "localhost", 8000, 8443, 4443));
        assertThat(settings.agents().grace()).isEqualTo(Duration.ofMinutes(15));
        assertThat(settings.reportEvery()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.dataDirectory()).isAbsolute().endsWithRaw(Path.of(".data", "edge"));
    }

    @Test
    void serves_the_platform_under_the_names_it_is_given() throws SettingsException {
        assertThat(EdgeSettings.of(Map.of("TUNNEL_EDGE_KEY", "te_x")).platform().hosts()).isEmpty();
        assertThat(
                        EdgeSettings.of(
                                        Map.of(
                                                "TUNNEL_EDGE_KEY",
                                                "te_x",
                                                "TUNNEL_EDGE_PLATFORM_HOST",
                                                "Example.com, admin.example.com"))
                                .platform()
                                .hosts())
                .containsExactly("example.com", "admin.example.com");
        assertThatThrownBy(() ->
                        EdgeSettings.of(
                                Map.of(
                                        "TUNNEL_EDGE_KEY",
                                        "te_x",
                                        "TUNNEL_EDGE_PLATFORM_HOST",
                                        "https://example.com")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("TUNNEL_EDGE_PLATFORM_HOST");
    }

    @Test
    void advertises_what_a_load_balancer_in_front_listens_on() throws SettingsException {
        var settings =
                EdgeSettings.of(
                        Map.of(
                                "TUNNEL_EDGE_KEY", "te_x",
                                "TUNNEL_DOMAIN", "Tunnel.Example.COM",
                                "TUNNEL_EDGE_PUBLIC_HTTPS_PORT", "443",
                                "TUNNEL_EDGE_AGENT_HOST", "agents.example.com"));

        assertThat(settings.address())
                .isEqualTo(
                        new PublicAddress(
                                "tunnel.example.com", "agents.example.com", 8000, 443, 4443));
        assertThat(settings.listen().httpsPort()).isEqualTo(8443);
    }

    @Test
    void reads_whose_word_is_believed() throws SettingsException {
        var settings =
                EdgeSettings.of(
                        Map.of(
                                "TUNNEL_EDGE_KEY",
                                "te_x",
                                "TUNNEL_EDGE_TRUSTED_PROXIES",
                                "10.0.0.0/8, ::1 192.0.2.7"));

        assertThat(settings.listen().trustedProxies().networks())
                .hasToString("[10.0.0.0/8, ::1, 192.0.2.7]");
    }

    @Test
    void reads_the_key_from_a_file_and_never_shows_it(@TempDir Path directory)
            throws IOException, SettingsException {
        var file = Files.writeString(directory.resolve("key"), "te_secret\n");
        var settings = EdgeSettings.of(Map.of("TUNNEL_EDGE_KEY_FILE", file.toString()));

        assertThat(settings.platform().key().value()).isEqualTo("te_secret");
        assertThat(settings.toString()).doesNotContain("te_secret");
    }

    @ParameterizedTest
    @CsvSource({
        "TUNNEL_EDGE_HTTP_PORT, 70000",
        "TUNNEL_EDGE_AGENT_PORT, many",
        "TUNNEL_EDGE_TCP_PORTS, 300-200",
        "TUNNEL_EDGE_TCP_PORTS, a-b",
        "TUNNEL_EDGE_ADMIN, 9100",
        "TUNNEL_EDGE_TRUSTED_PROXIES, everybody",
        "TUNNEL_EDGE_TRUSTED_PROXIES, '10.0.0.0/8, 10.0.0.0/33'",
        "TUNNEL_PLATFORM_URL, ftp://x",
        "TUNNEL_PLATFORM_URL, 'http://a b'",
        "TUNNEL_DOMAIN, 'no host'",
        "TUNNEL_EDGE_NAME, 'no name'",
        "TUNNEL_EDGE_REPORT_SECONDS, 0",
        "TUNNEL_EDGE_GRACE, soon",
        "TUNNEL_TLS_KEY, key.pem",
        "TUNNEL_EDGE_KEY_FILE, /also-given",
        "TUNNEL_EDGE_PROXY_PROTOCOL, on",
        "TUNNEL_EDGE_PROXY_PROTOCOL_FROM, 10.0.0.0/33",
    })
    void names_the_variable_that_cannot_be_used(String name, String value) {
        var variables = new HashMap<>(Map.of("TUNNEL_EDGE_KEY", "te_x"));
        variables.put(name, value);

        assertThatThrownBy(() -> EdgeSettings.of(variables))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(name)
                .hasMessageNotContaining("te_x");
    }

    @Test
    void believes_the_load_balancers_that_are_named_and_only_when_told_to()
            throws SettingsException {
        var variables = new HashMap<>(Map.of("TUNNEL_EDGE_KEY", "te_x"));
        variables.put("TUNNEL_EDGE_PROXY_PROTOCOL_FROM", "10.0.0.0/8, ::1");
        assertThat(EdgeSettings.of(variables).listen().balancers()).isEqualTo(TrustedProxies.NONE);

        variables.put("TUNNEL_EDGE_PROXY_PROTOCOL", "required");
        assertThat(EdgeSettings.of(variables).listen().balancers().networks())
                .extracting(Object::toString)
                .containsExactly("10.0.0.0/8", "::1");

        variables.remove("TUNNEL_EDGE_PROXY_PROTOCOL_FROM");
        assertThatThrownBy(() -> EdgeSettings.of(variables))
                .hasMessageContaining("TUNNEL_EDGE_PROXY_PROTOCOL_FROM");
    }

    @Test
    void names_every_problem_at_once() {
        assertThatThrownBy(() ->
                        EdgeSettings.of(
                                Map.of(
                                        "TUNNEL_EDGE_HTTP_PORT", "x",
                                        "TUNNEL_EDGE_ADMIN", "y")))
                .hasMessageContainingAll(
                        "TUNNEL_EDGE_KEY", "TUNNEL_EDGE_HTTP_PORT", "TUNNEL_EDGE_ADMIN");
    }
}
