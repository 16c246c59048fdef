package dev.tunnel.edge.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunnel.api.edge.ClaimRequest.Proto;
import dev.tunnel.edge.tunnel.Access;
import dev.tunnel.edge.tunnel.BasicAuth;
import dev.tunnel.edge.tunnel.IpRules;
import dev.tunnel.edge.tunnel.ProxyProtocol;
import dev.tunnel.edge.tunnel.Upstream;
import dev.tunnel.edge.tunnel.UpstreamProtocol;
import dev.tunnel.protocol.message.TunnelSpec;
import dev.tunnel.protocol.net.Cidr;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WishesTest {

    @Test
    void reads_an_http_tunnel_with_everything() throws Unclear {
        var request =
                Wishes.read(
                        Spec.http()
                                .schemes("https")
                                .subdomain("SHOP")
                                .allow("10.0.0.0/8", "::1")
                                .deny("10.0.0.1")
                                .basicAuth("u:p:q")
                                .redirectHttps()
                                .hostHeader("rewrite")
                                .proxyProtocol("v2")
                                .protocol("http2")
                                .build());

        assertThat(request.proto()).isEqualTo(Proto.HTTP);
        assertThat(request.subdomain()).isEqualTo("shop");
        assertThat(request.schemes()).containsExactly("https");
        assertThat(request.options().access())
                .isEqualTo(
                        new Access(
                                new IpRules(
                                        List.of(cidr("10.0.0.0/8"), cidr("::1")),
                                        List.of(cidr("10.0.0.1"))),
                                new BasicAuth("u", "p:q"),
                                true));
        assertThat(request.options().upstream())
                .isEqualTo(new Upstream("rewrite", ProxyProtocol.V2, UpstreamProtocol.HTTP2));
    }

    @Test
    void serves_everybody_on_both_schemes_plainly_unless_told_otherwise() throws Unclear {
        var request = Wishes.read(Spec.http().build());

        assertThat(request.schemes()).containsExactly("http", "https");
        assertThat(request.options().access()).isEqualTo(Access.OPEN);
        assertThat(request.options().upstream()).isEqualTo(Upstream.PLAIN);
        assertThat(Wishes.read(Spec.http().hostHeader("preserve").build()).options().upstream())
                .isEqualTo(Upstream.PLAIN);
        assertThat(Wishes.read(Spec.http().protocol("http1").build()).options().upstream())
                .isEqualTo(Upstream.PLAIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "tls"})
    void every_kind_has_networks_and_the_proxy_protocol(String proto) throws Unclear {
        var request = Wishes.read(Spec.of(proto).allow("192.0.2.0/24").proxyProtocol("v1").build());

        assertThat(request.options().access().addresses().allow())
                .containsExactly(cidr("192.0.2.0/24"));
        assertThat(request.options().upstream().proxyProtocol()).isEqualTo(ProxyProtocol.V1);
    }

    @Test
    void a_tls_tunnel_has_a_name() throws Unclear {
        var request = Wishes.read(Spec.of("tls").subdomain("mail").build());

        assertThat(request.proto()).isEqualTo(Proto.TLS);
        assertThat(request.subdomain()).isEqualTo("mail");
        assertThat(request.schemes()).isEmpty();
    }

    @Test
    void rewrites_the_host_to_every_kind_of_target() throws Unclear {
        for (var target :
                List.of("8080", "[::1]:80", "https://app:9/x y", "unix:/a b", "http://a_b")) {
            var request = Wishes.read(Spec.http().rewritingTo(target));
            assertThat(request.options().target()).isEqualTo(target);
        }
    }

    static Stream<TunnelSpec> nonsense() {
        return Stream.of(
                Spec.http().key("").build(),
                Spec.http().key("x".repeat(301)).build(),
                Spec.http().key("two\nlines").build(),
                Spec.of("udp").build(),
                Spec.http().schemes("gopher").build(),
                Spec.http().subdomain("-x").build(),
                Spec.http().subdomain("a.b").build(),
                Spec.http().subdomain("x".repeat(64)).build(),
                Spec.http().subdomain("ünïcode").build(),
                Spec.http().hostname("no host").build(),
                Spec.http().subdomain("s").hostname("h.example").build(),
                Spec.http().remotePort(80).build(),
                Spec.http().target("").build(),
                Spec.http().target("x\r\nInjected: 1").build(),
                Spec.of("tcp").subdomain("s").build(),
                Spec.of("tcp").remotePort(70_000).build(),
                Spec.of("tls").remotePort(20_000).build());
    }

    static Stream<TunnelSpec> badAccess() {
        return Stream.of(
                Spec.http().basicAuth("nocolon").build(),
                Spec.http().basicAuth("u:" + "p".repeat(300)).build(),
                Spec.of("tcp").basicAuth("u:p").build(),
                Spec.of("tls").basicAuth("u:p").build(),
                Spec.of("tcp").redirectHttps().build(),
                Spec.of("tls").redirectHttps().build(),
                Spec.http().schemes("http").redirectHttps().build(),
                Spec.http().allow("everybody").build(),
                Spec.http().allow("10.0.0.0/8", "").build(),
                Spec.http().deny("10.0.0.0/33").build(),
                Spec.http().deny("x".repeat(1000)).build(),
                Spec.of("tcp").deny("10.0.0.0/8\r\nInjected: 1").build(),
                Spec.http().allow(many(101)).build(),
                Spec.http().deny(many(101)).build());
    }

    static Stream<TunnelSpec> badUpstream() {
        return Stream.of(
                Spec.http().hostHeader("x\r\nInjected: 1").build(),
                Spec.of("tcp").hostHeader("rewrite").build(),
                Spec.of("tls").hostHeader("h.example").build(),
                Spec.http().rewritingTo("http://a b"),
                Spec.http().rewritingTo("http://"),
                Spec.http().rewritingTo("a b:80"),
                Spec.http().proxyProtocol("v3").build(),
                Spec.of("tcp").proxyProtocol("").build(),
                Spec.http().protocol("h2").build(),
                Spec.http().protocol("http3").build(),
                Spec.of("tcp").protocol("http1").build(),
                Spec.of("tls").protocol("http2").build());
    }

    @ParameterizedTest
    @MethodSource({"nonsense", "badAccess", "badUpstream"})
    void says_in_a_sentence_what_makes_no_sense(TunnelSpec spec) {
        assertThatThrownBy(() -> Wishes.read(spec))
                .isInstanceOfSatisfying(
                        Unclear.class,
                        e ->
                                assertThat(e.sentence())
                                        .isNotBlank()
                                        .doesNotContain("\n", "\r")
                                        .hasSizeLessThan(400));
    }

    @Test
    void takes_as_many_networks_as_it_says() throws Unclear {
        var access = Wishes.read(Spec.http().allow(many(100)).deny(many(100)).build());

        assertThat(access.options().access().addresses().deny()).hasSize(100);
    }

    private static String[] many(int count) {
        return Collections.nCopies(count, "192.0.2.1").toArray(String[]::new);
    }

    private static Cidr cidr(String text) {
        return Cidr.parse(text).orElseThrow();
    }
}
