package dev.tunnel.server.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LookalikeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"admln", "adm1n", "a-d-m-i-n", "adrnin", "4dm1n", "vvww", "l0gin", "clocs"})
    void what_looks_like_a_forbidden_name_is_forbidden(String label) {
        assertThat(new Subdomain(label).forbidden()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"xn--pypal-4ve", "xn--80ak6aa92e"})
    void labels_that_browsers_show_as_other_letters_are_forbidden(String label) {
        assertThat(new Subdomain(label).forbidden()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop", "administration", "my-api", "api2", "web", "a--b", "dev"})
    void names_that_only_contain_or_resemble_one_from_afar_are_allowed(String label) {
        assertThat(new Subdomain(label).forbidden()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"paypa1,true", "paypai,true", "pay-pal,true", "paypals,false"})
    void what_looks_like_a_name_that_was_added_is_found(String label, boolean found) {
        assertThat(new Subdomain(label).looksLikeOneOf(List.of("acme", "paypal"))).isEqualTo(found);
    }
}
