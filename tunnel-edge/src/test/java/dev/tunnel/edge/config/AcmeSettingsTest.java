package dev.tunnel.edge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AcmeSettingsTest {
    private final Map<String, String> variables =
            new HashMap<>(
                    Map.of(
                            "TUNNEL_EDGE_KEY", "te_x",
                            "TUNNEL_DOMAIN", "tunnel.example.com",
                            "TUNNEL_EDGE_ACME_DIRECTORY", "letsencrypt-staging",
                            "TUNNEL_EDGE_ACME_TERMS_AGREED", "yes"));

    private AcmeSettings acme() throws SettingsException {
        return Objects.requireNonNull(EdgeSettings.of(variables).tls().acme());
    }

    @Test
    void nothing_is_ordered_without_a_directory() throws SettingsException {
        variables.remove("TUNNEL_EDGE_ACME_DIRECTORY");
        assertThat(EdgeSettings.of(variables).tls().acme()).isNull();
    }

    @Test
    void well_known_authorities_have_names() throws SettingsException {
        assertThat(acme().directory())
                .isEqualTo(URI.create("https://acme-staging-v02.api.letsencrypt.org/directory"));
        assertThat(acme().challenge()).isEqualTo(AcmeSettings.Challenge.HTTP);
        assertThat(acme().dns()).isNull();
    }

    @Test
    void a_name_server_is_told_with_its_key() throws SettingsException {
        variables.put("TUNNEL_EDGE_ACME_DNS", "rfc2136");
        variables.put("TUNNEL_EDGE_ACME_DNS_SERVER", "ns.example.com:53");
        variables.put("TUNNEL_EDGE_ACME_DNS_KEY_NAME", "edge");
        variables.put("TUNNEL_EDGE_ACME_DNS_KEY", "c2VjcmV0");
        var update = (DnsSettings.Update) Objects.requireNonNull(acme().dns());
        assertThat(update.zone()).isEqualTo("tunnel.example.com");
        assertThat(Objects.requireNonNull(update.key()).algorithm()).isEqualTo("hmac-sha256");
        assertThat(update.toString()).doesNotContain("c2VjcmV0");
    }

    @Test
    void a_visitor_is_held_for_half_of_its_handshake_at_most() throws SettingsException {
        assertThat(acme().patience()).isEqualTo(Duration.ofSeconds(5));
        variables.put("TUNNEL_EDGE_HANDSHAKE_TIMEOUT", "3");
        assertThat(acme().patience()).isEqualTo(Duration.ofMillis(1500));
        variables.put("TUNNEL_EDGE_ACME_WAIT", "2");
        assertThatThrownBy(() -> EdgeSettings.of(variables))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(
                        "TUNNEL_EDGE_ACME_WAIT must be at most half of"
                                + " TUNNEL_EDGE_HANDSHAKE_TIMEOUT (3 s)");
        variables.put("TUNNEL_EDGE_HANDSHAKE_TIMEOUT", "60");
        variables.put("TUNNEL_EDGE_ACME_WAIT", "30");
        assertThat(acme().patience()).isEqualTo(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @CsvSource({
        "TERMS_AGREED, no",
        "DIRECTORY, http://example.com/dir",
        "DIRECTORY, nonsense",
        "CONTACT, nobody",
        "CHALLENGE, dns-01",
        "DNS, route53",
        "DNS, exec",
        "DNS, rfc2136",
        "DNS_KEY_NAME, edge",
        "DNS_KEY_ALGORITHM, md5",
        "EAB_ID, 1",
        "WAIT, 6",
        "WAIT, 301"
    })
    void what_cannot_be_used_is_named(String name, String value) {
        variables.put("TUNNEL_EDGE_ACME_" + name, value);
        assertThatThrownBy(() -> EdgeSettings.of(variables))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("TUNNEL_EDGE_ACME_" + name);
    }
}
