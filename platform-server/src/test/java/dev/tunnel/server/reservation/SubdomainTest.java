package dev.tunnel.server.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubdomainTest {
    @Test
    void a_name_is_taken_without_regard_to_case_and_space() {
        assertThat(Subdomain.parse(" My-App2 ")).contains(new Subdomain("my-app2"));
        assertThat(new Subdomain("my-app2").below("Example.COM")).isEqualTo("my-app2.example.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-a", "a-", "a.b", "a_b", "ä", "a b", "a/b", "*"})
    void what_is_no_dns_label_is_no_subdomain(String typed) {
        assertThat(Subdomain.parse(typed)).isEmpty();
    }

    @Test
    void a_label_has_at_most_63_characters() {
        assertThat(Subdomain.parse("a".repeat(63))).isPresent();
        assertThat(Subdomain.parse("a".repeat(64))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"www", "api", "admin", "mail"})
    void names_that_look_like_the_servers_own_are_forbidden(String name) {
        assertThat(new Subdomain(name).forbidden()).isTrue();
    }
}
