package dev.tunnel.edge.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.edge.tunnel.Access;
import dev.tunnel.edge.tunnel.ProxyProtocol;
import dev.tunnel.edge.tunnel.TunnelOptions;
import dev.tunnel.edge.tunnel.Upstream;
import dev.tunnel.edge.tunnel.UpstreamProtocol;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class HostHeaderTest {

    @Test
    void the_visitors_own_is_kept_unless_the_tunnel_says_otherwise() {
        assertThat(of(null, "8080")).isNull();
        assertThat(of("preserve", "8080")).isNull();
        assertThat(of("shop.example", "8080")).isEqualTo("shop.example");
    }

    @Test
    void rewrite_sends_the_targets_authority() {
        assertThat(of("rewrite", "8080")).isEqualTo("localhost:8080");
        assertThat(of("rewrite", "[::1]:8080")).isEqualTo("[::1]:8080");
        assertThat(of("rewrite", "https://app.example:9443")).isEqualTo("app.example:9443");
        assertThat(of("rewrite", "http://app.example/")).isEqualTo("app.example");
        assertThat(of("rewrite", "unix:/run/app.sock")).isEqualTo("localhost");
    }

    @Test
    void a_target_that_is_no_host_is_not_sent() {
        assertThat(of("rewrite", "http://a b")).isEqualTo("localhost");
        assertThat(of("rewrite", "http://")).isEqualTo("localhost");
        assertThat(of("rewrite", "http://%zz/?#")).isEqualTo("localhost");
        assertThat(of("rewrite", "a b")).isEqualTo("localhost");
    }

    private static @Nullable String of(@Nullable String hostHeader, String target) {
        return HostHeader.of(
                new TunnelOptions(
                        Set.of("http"),
                        Access.OPEN,
                        new Upstream(hostHeader, ProxyProtocol.NONE, UpstreamProtocol.HTTP1),
                        target));
    }
}
