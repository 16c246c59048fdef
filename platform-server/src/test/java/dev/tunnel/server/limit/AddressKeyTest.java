package dev.tunnel.server.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressKeyTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "::ffff:192.0.2.7, 192.0.2.7",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0/64",
        "2001:db8:1:2::, 2001:db8:1:2:0:0:0:0/64",
        "fe80::1%eth9, fe80:0:0:0:0:0:0:0/64",
        "unknown, unknown",
    })
    void an_address_is_counted_under_its_key(String ip, String key) {
        assertThat(AddressKey.of(ip)).isEqualTo(key);
    }

    @Test
    void networks_next_to_each_other_differ() {
        assertThat(AddressKey.of("2001:db8:1:2::1")).isNotEqualTo(AddressKey.of("2001:db8:1:3::1"));
    }
}
