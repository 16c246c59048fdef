package dev.tunnel.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NoProxyTest {

    @ParameterizedTest
    @CsvSource({
        "'*', a.example.com, 443, true",
        "'example.com', example.com, 443, true",
        "'example.com', a.EXAMPLE.com, 443, true",
        "'.example.com', a.example.com, 443, true",
        "'.example.com', example.com, 443, true",
        "'*.example.com', a.example.com, 443, true",
        "'example.com', badexample.com, 443, false",
        "'example.com:443', example.com, 443, true",
        "'example.com:443', example.com, 4443, false",
        "'10.0.0.0/8', 10.1.2.3, 443, true",
        "'10.0.0.0/8', 11.1.2.3, 443, false",
        "'10.0.0.0/8', 10.example.com, 443, false",
        "'2001:db8::/32', 2001:db8::1, 443, true",
        "'192.0.2.1', 192.0.2.1, 443, true",
        "'a, b  c,,', c, 443, true",
        "'', localhost, 443, true",
        "'', 127.0.0.1, 443, true",
        "'', ::1, 443, true",
        "'', x.localhost, 443, true",
        "'', example.com, 443, false",
    })
    void knowsWhatIsReachedDirectly(String list, String host, int port, boolean covered) {
        assertThat(NoProxy.parse(list).covers(new HostPort(host, port))).isEqualTo(covered);
    }

    @ParameterizedTest
    @CsvSource({
        "proxy:3128, http://proxy:3128",
        "http://proxy, http://proxy:80",
        "https://proxy, https://proxy:443",
        "socks5h://u@proxy, socks5://u:***@proxy:1080",
        "http://[::1]:3128/, http://[::1]:3128",
    })
    void readsAProxysUrl(String text, String read) {
        assertThat(ProxyUrl.parse(text)).hasToString(read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ftp://a",
                "http://a/b",
                "http://a?b",
                "http://a:99999",
                "http://u:%zz@a",
                "http:// a"
            })
    void refusesWhatIsNoProxy(String text) {
        assertThatExceptionOfType(ConfigException.class).isThrownBy(() -> ProxyUrl.parse(text));
    }
}
