package dev.tunnel.edge.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AuthorityTest {

    @ParameterizedTest
    @CsvSource({
        "shop.example.com, shop.example.com, -1",
        "Shop.Example.COM, shop.example.com, -1",
        "shop.example.com., shop.example.com, -1",
        "shop.localhost:8000, shop.localhost, 8000",
        "shop.localhost:, shop.localhost, -1",
        "shop:1, shop, 1",
        "shop:65535, shop, 65535",
        "shop:00080, shop, 80",
        "my_app-2.test, my_app-2.test, -1",
        "127.0.0.1:80, 127.0.0.1, 80",
        "[::1], [::1], -1",
        "[::FFFF:10.0.0.1]:8443, [::ffff:10.0.0.1], 8443",
    })
    void hostAndPort(String text, String host, int port) {
        var expected = port < 0 ? OptionalInt.empty() : OptionalInt.of(port);
        assertThat(Authority.parse(text)).contains(new Authority(host, expected, text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "..",
                ":80",
                ".shop",
                "shop..com",
                "shop.com..",
                "shop com",
                " shop",
                "shop ",
                "shop,other",
                "user@shop",
                "shop/",
                "shop\\",
                "shöp",
                "shop:0",
                "shop:65536",
                "shop:999999",
                "shop:+80",
                "shop:-1",
                "shop:8a",
                "shop:80:80",
                "[",
                "[]",
                "[::1",
                "::1",
                "[::1]x",
                "[::1]]",
                "[::1%eth0]",
                "[::g]",
                "[1:2]",
                "[shop]",
            })
    void noHost(String text) {
        assertThat(Authority.parse(text)).isEmpty();
    }

    @Test
    void theSameHostHoweverItIsWritten() {
        var one = Authority.parse("Shop.test:8000").orElseThrow();
        assertThat(one.isSameAs(Authority.parse("shop.TEST.:8000").orElseThrow())).isTrue();
        assertThat(one.isSameAs(Authority.parse("shop.test").orElseThrow())).isFalse();
    }
}
