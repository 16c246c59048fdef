package dev.tunnel.edge.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.edge.config.TrustedProxies;
import dev.tunnel.protocol.net.Cidr;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whom the edge takes for the visitor when a trusted proxy, 10.0.0.1, connects.
final class ForwardedByTest {
    private static final TrustedProxies TRUSTED =
            new TrustedProxies(
                    Stream.of("10.0.0.0/8", "2001:db8:ffff::/48")
                            .map(text -> Cidr.parse(text).orElseThrow())
                            .toList());

    private final HttpHeaders headers = new DefaultHttpHeaders();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.9                              | 203.0.113.9:0",
                "198.51.100.1, 203.0.113.9                | 203.0.113.9:0",
                "198.51.100.1,203.0.113.9,10.0.0.2        | 203.0.113.9:0",
                "198.51.100.1, 203.0.113.9, 10.0.0.2,,    | 203.0.113.9:0",
                "10.0.0.9, 203.0.113.9                    | 203.0.113.9:0",
                "10.0.0.9                                 | 10.0.0.9:0",
                "10.0.0.8, 10.0.0.9                       | 10.0.0.8:0",
                "203.0.113.9:4711                         | 203.0.113.9:4711",
                "2001:db8::1                              | [2001:db8::1]:0",
                "[2001:db8::1]                            | [2001:db8::1]:0",
                "[2001:db8::1]:4711                       | [2001:db8::1]:4711",
                "2001:db8::1, 2001:db8:ffff::7            | [2001:db8::1]:0",
                "::ffff:203.0.113.9                       | 203.0.113.9:0",
                "evil, 203.0.113.9                        | 203.0.113.9:0",
                "203.0.113.9, evil                        | 10.0.0.1:80",
                "203.0.113.9, evil, 10.0.0.2              | 10.0.0.2:0",
                "203.0.113.9:99999                        | 10.0.0.1:80",
                "256.0.0.1                                | 10.0.0.1:80",
                "unknown                                  | 10.0.0.1:80",
                "''                                       | 10.0.0.1:80",
            })
    void the_visitor_is_the_right_most_address_that_is_no_proxy(String value, String visitor) {
        headers.add("X-Forwarded-For", value);

        assertThat(visitor()).isEqualTo(visitor);
    }

    @Test
    void several_lines_are_one_list() {
        headers.add("X-Forwarded-For", "198.51.100.1").add("X-Forwarded-For", "203.0.113.9");
        headers.add("X-Forwarded-For", "10.0.0.2");

        assertThat(visitor()).isEqualTo("203.0.113.9:0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "for=203.0.113.9                                     | 203.0.113.9:0 | false",
                "for=203.0.113.9;proto=https;by=10.0.0.1             | 203.0.113.9:0 | true",
                "For=\"203.0.113.9:4711\";Proto=HTTPS                | 203.0.113.9:4711 | true",
                "for=\"[2001:db8::1]:4711\"                          | [2001:db8::1]:4711 | false",
                "for=198.51.100.1;proto=https, for=203.0.113.9       | 203.0.113.9:0 | false",
                "for=203.0.113.9;proto=https, for=10.0.0.2;proto=http| 203.0.113.9:0 | true",
                "for=\"evil, for=203.0.113.9                         | 203.0.113.9:0 | false",
                "for=\"evil\\, for=203.0.113.9;proto=https           | 203.0.113.9:0 | true",
                "for=_hidden;proto=https                             | 10.0.0.1:80 | true",
                "for=198.51.100.1, for=unknown                       | 10.0.0.1:80 | false",
                "proto=https                                         | 10.0.0.1:80 | true",
                "nonsense                                            | 10.0.0.1:80 | false",
            })
    void forwarded_is_read_when_there_is_no_list(String value, String visitor, boolean https) {
        headers.add("Forwarded", value);

        assertThat(visitor()).isEqualTo(visitor);
        assertThat(origin(false).https()).isEqualTo(https);
    }

    @Test
    void the_list_counts_where_both_are_there() {
        headers.add("X-Forwarded-For", "203.0.113.9").add("Forwarded", "for=6.6.6.6;proto=https");

        assertThat(visitor()).isEqualTo("203.0.113.9:0");
        assertThat(origin(false).https()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https, false, true",
        "HTTPS, false, true",
        "wss, false, true",
        "http, true, false",
        "ws, true, false",
        "gopher, true, true",
        "gopher, false, false",
        "'https, http', true, false",
        "'http, https', false, true",
    })
    void the_scheme_is_what_the_nearest_proxy_says(String proto, boolean tls, boolean https) {
        headers.add("X-Forwarded-Proto", proto);

        assertThat(origin(tls).https()).isEqualTo(https);
        assertThat(visitor()).isEqualTo("10.0.0.1:80");
    }

    @ParameterizedTest
    @CsvSource({
        "shop.example, shop.example",
        "shop.example:8443, shop.example:8443",
        "'evil.example, shop.example', shop.example",
        "'no host', edge.internal:8000",
        "'', edge.internal:8000",
    })
    void the_host_is_what_the_nearest_proxy_says(String host, String believed) {
        headers.add("X-Forwarded-Host", host);

        assertThat(origin(false).authority().text()).isEqualTo(believed);
    }

    @Test
    void any_text_is_read_without_harm() {
        var random = new Random(42);
        var alphabet = "0123456789abcdef:.,;=\"[]\\ forproto";
        for (int round = 0; round < 50_000; round++) {
            var text = new StringBuilder();
            for (int i = random.nextInt(40); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            headers.clear();
            headers.add(
                    random.nextBoolean() ? "Forwarded" : "X-Forwarded-For",
                    text.toString().strip());
            assertThat(origin(false).address().getAddress()).isNotNull();
        }
    }

    @Test
    void nothing_that_stands_left_of_the_visitor_matters() {
        for (var claim : List.of("10.0.0.7", "\"", "for=10.0.0.7;", "x\\", "[", "203.0.113.7")) {
            headers.clear();
            headers.add("X-Forwarded-For", claim + ", 203.0.113.9");
            assertThat(visitor()).isEqualTo("203.0.113.9:0");
            headers.clear();
            headers.add("Forwarded", claim + ", for=203.0.113.9");
            assertThat(visitor()).isEqualTo("203.0.113.9:0");
        }
    }

    private String visitor() {
        return NetUtil.toSocketAddressString(origin(false).address());
    }

    private Origin origin(boolean tls) {
        var proxy = new InetSocketAddress(InetAddress.ofLiteral("10.0.0.1"), 80);
        var authority = Authority.parse("edge.internal:8000").orElseThrow();
        return new ForwardedBy(TRUSTED, headers).origin(new Origin(proxy, tls, authority));
    }
}
