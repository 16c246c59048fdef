package dev.tunnel.edge.acme;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HostNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"a.example.com", "xn--mnchen-3ya.de", "1.example.com"})
    void names_of_the_public_dns_may_be_ordered(String host) {
        assertThat(HostName.isOne(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "a.localhost",
                "192.0.2.1",
                "a..b",
                "_a.example.com",
                "*.a.b"
            })
    void others_may_not(String host) {
        assertThat(HostName.isOne(host)).isFalse();
    }
}
