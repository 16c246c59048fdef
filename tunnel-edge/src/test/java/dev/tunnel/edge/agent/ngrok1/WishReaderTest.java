package dev.tunnel.edge.agent.ngrok1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunnel.api.edge.ClaimRequest.Proto;
import dev.tunnel.edge.agent.Unclear;
import dev.tunnel.edge.tunnel.BasicAuth;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WishReaderTest {
    private final WishReader reader = new WishReader();

    @Test
    void reads_a_web_tunnel() throws Unclear {
        var request =
                reader.read(
                        wish("a", "http+https", "", " Shop ", "u:p", 80),
                        "http",
                        List.of("http", "https"));
        assertThat(request.proto()).isEqualTo(Proto.HTTP);
        assertThat(request.key()).isEqualTo("http/shop");
        assertThat(request.subdomain()).isEqualTo("shop");
        assertThat(request.schemes()).containsExactly("http", "https");
        assertThat(request.remotePort()).as("only tcp has one").isNull();
        assertThat(request.options().access().basicAuth()).isEqualTo(new BasicAuth("u", "p"));
    }

    @Test
    void a_hostname_goes_before_a_subdomain_and_may_bring_its_port() throws Unclear {
        var request =
                reader.read(
                        wish("a", "http", "Shop.Localhost:8000", "other", "", 0),
                        "http",
                        List.of("http"));
        assertThat(request.hostname()).isEqualTo("shop.localhost");
        assertThat(request.subdomain()).isNull();
        assertThat(request.key()).isEqualTo("http/shop.localhost");
    }

    @Test
    void a_tcp_tunnel_has_a_port_and_the_rest_is_passed_over() throws Unclear {
        var request =
                reader.read(wish("a", "tcp", "h.example", "ssh", "u:p", 2222), "tcp", List.of());
        assertThat(request.proto()).isEqualTo(Proto.TCP);
        assertThat(request.remotePort()).isEqualTo(2222);
        assertThat(request.hostname()).isNull();
        assertThat(request.options().access().basicAuth()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "http,'','',0,http",
        "https,'',web,0,http/web",
        "tcp,'','',0,tcp",
        "tcp,'',ssh,0,tcp/ssh",
        "tcp,'',ssh,22,tcp:22",
    })
    void a_tunnel_is_called_by_what_stays_the_same(
            String protocol, String hostname, String subdomain, long port, String key) {
        assertThat(reader.key(wish("a", protocol, hostname, subdomain, "", port), protocol))
                .isEqualTo(key);
    }

    @Test
    void nameless_tunnels_are_numbered_and_a_repeated_wish_is_the_same() {
        assertThat(reader.key(nameless("a"), "http")).isEqualTo("http");
        assertThat(reader.key(nameless("b"), "http")).isEqualTo("http#2");
        assertThat(reader.key(nameless("a"), "https")).isEqualTo("http");
        reader.forget(nameless("a"));
        assertThat(reader.key(nameless("c"), "http")).isEqualTo("http");
    }

    @Test
    void protocols_are_taken_apart_in_their_order() {
        assertThat(WishReader.protocols(wish("a", "https+HTTP+https", "", "", "", 0)))
                .containsExactly("https", "http");
        assertThat(WishReader.protocols(wish("a", "+".repeat(9_000), "", "", "", 0))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "udp,'','','',0,Protocol udp is not supported",
        "'','','','',0,Protocol  is not supported",
        "http,'',-x,'',0,cannot be a subdomain",
        "http,a b,'','',0,no host name",
        "http,'','',nocolon,0,USER:PASSWORD",
        "tcp,'','','',70000,70000 is no port",
        "tcp,'','','',-1,-1 is no port",
    })
    void nonsense_is_refused_with_a_sentence(
            String protocol,
            String hostname,
            String subdomain,
            String auth,
            long port,
            String sentence) {
        var wish = wish("a", protocol, hostname, subdomain, auth, port);
        assertThatThrownBy(() -> reader.read(wish, protocol, List.of("http")))
                .isInstanceOfSatisfying(
                        Unclear.class,
                        unclear -> assertThat(unclear.sentence()).contains(sentence));
    }

    private static Request.ReqTunnel nameless(String reqId) {
        return wish(reqId, "http", "", "", "", 0);
    }

    private static Request.ReqTunnel wish(
            String reqId,
            String protocol,
            String hostname,
            String subdomain,
            String auth,
            long port) {
        return new Request.ReqTunnel(reqId, protocol, hostname, subdomain, auth, port);
    }
}
