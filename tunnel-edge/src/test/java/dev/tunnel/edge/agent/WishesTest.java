package dev.tunnel.edge.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunnel.api.edge.ClaimRequest.Proto;
import dev.tunnel.edge.tunnel.BasicAuth;
import dev.tunnel.protocol.message.TunnelSpec;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class WishesTest {

    @Test
    void reads_an_http_tunnel_with_everything() throws Wishes.Unclear {
        var request =
                Wishes.read(
                        new TunnelSpec(
                                "web",
                                "http",
                                List.of("https"),
                                "SHOP",
                                null,
                                null,
                                "localhost:8080",
                                "rewrite",
                                "u:p:q"));

        assertThat(request.proto()).isEqualTo(Proto.HTTP);
        assertThat(request.subdomain()).isEqualTo("shop");
        assertThat(request.schemes()).containsExactly("https");
        assertThat(request.options().hostHeader()).isEqualTo("rewrite");
        assertThat(request.options().basicAuth()).isEqualTo(new BasicAuth("u", "p:q"));
    }

    @Test
    void serves_both_schemes_and_keeps_the_host_unless_told_otherwise() throws Wishes.Unclear {
        var request = Wishes.read(new Spec().with(spec -> spec));

        assertThat(request.schemes()).containsExactly("http", "https");
        assertThat(request.options().hostHeader()).isNull();
        assertThat(Wishes.read(new Spec().hostHeader("preserve")).options().hostHeader()).isNull();
    }

    @Test
    void rewrites_the_host_to_every_kind_of_target() throws Wishes.Unclear {
        for (var target :
                List.of("8080", "[::1]:80", "https://app:9/x y", "unix:/a b", "http://a_b")) {
            var request = Wishes.read(new Spec().rewritingTo(target));
            assertThat(request.options().target()).isEqualTo(target);
        }
    }

    static Stream<TunnelSpec> nonsense() {
        return Stream.of(
                new Spec().key(""),
                new Spec().key("x".repeat(301)),
                new Spec().key("two\nlines"),
                new Spec().proto("udp"),
                new Spec().schemes(List.of("gopher")),
                new Spec().subdomain("-x"),
                new Spec().subdomain("a.b"),
                new Spec().subdomain("x".repeat(64)),
                new Spec().subdomain("ünïcode"),
                new Spec().hostname("no host"),
                new Spec().remotePort(80),
                new Spec().target(""),
                new Spec().target("x\r\nInjected: 1"),
                new Spec().hostHeader("x\r\nInjected: 1"),
                new Spec().rewritingTo("http://a b"),
                new Spec().rewritingTo("http://"),
                new Spec().rewritingTo("a b:80"),
                new Spec().basicAuth("nocolon"),
                new Spec().basicAuth("u:" + "p".repeat(300)),
                new TunnelSpec("k", "tcp", List.of(), "s", null, null, "t", null, null),
                new TunnelSpec("k", "tcp", List.of(), null, null, 70_000, "t", null, null),
                new TunnelSpec("k", "tcp", List.of(), null, null, null, "t", null, "u:p"),
                new TunnelSpec("k", "http", List.of(), "s", "h.example", null, "t", null, null));
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void says_in_a_sentence_what_makes_no_sense(TunnelSpec spec) {
        assertThatThrownBy(() -> Wishes.read(spec))
                .isInstanceOfSatisfying(
                        Wishes.Unclear.class,
                        e -> assertThat(e.sentence()).isNotBlank().doesNotContain("\n"));
    }

    /// An HTTP tunnel with one thing changed.
    private record Spec() {
        TunnelSpec with(UnaryOperator<TunnelSpec> change) {
            return change.apply(spec("web", "http", List.of(), null, null, null, "t", null, null));
        }

        TunnelSpec key(String key) {
            return spec(key, "http", List.of(), null, null, null, "t", null, null);
        }

        TunnelSpec proto(String proto) {
            return spec("k", proto, List.of(), null, null, null, "t", null, null);
        }

        TunnelSpec schemes(List<String> schemes) {
            return spec("k", "http", schemes, null, null, null, "t", null, null);
        }

        TunnelSpec subdomain(String subdomain) {
            return spec("k", "http", List.of(), subdomain, null, null, "t", null, null);
        }

        TunnelSpec hostname(String hostname) {
            return spec("k", "http", List.of(), null, hostname, null, "t", null, null);
        }

        TunnelSpec remotePort(int port) {
            return spec("k", "http", List.of(), null, null, port, "t", null, null);
        }

        TunnelSpec target(String target) {
            return spec("k", "http", List.of(), null, null, null, target, null, null);
        }

        TunnelSpec hostHeader(String hostHeader) {
            return spec("k", "http", List.of(), null, null, null, "t", hostHeader, null);
        }

        TunnelSpec rewritingTo(String target) {
            return spec("k", "http", List.of(), null, null, null, target, "rewrite", null);
        }

        TunnelSpec basicAuth(String credentials) {
            return spec("k", "http", List.of(), null, null, null, "t", null, credentials);
        }

        private static TunnelSpec spec(
                String key,
                String proto,
                List<String> schemes,
                @Nullable String subdomain,
                @Nullable String hostname,
                @Nullable Integer port,
                String target,
                @Nullable String hostHeader,
                @Nullable String basicAuth) {
            return new TunnelSpec(
                    key, proto, schemes, subdomain, hostname, port, target, hostHeader, basicAuth);
        }
    }
}
