package dev.tunnel.edge.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.api.edge.UsageReport.Entry;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class UsageMeterTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:42Z");
    private static final CloseReason REASON = new CloseReason("x", "x", false);

    private final UsageMeter meter = new UsageMeter();
    private final TunnelRegistry registry = new TunnelRegistry(meter);
    private final Tunnel tunnel =
            new Tunnel(
                    new TunnelIdentity(
                            new UUID(0, 1),
                            new UUID(0, 2),
                            "web",
                            new Endpoint.HttpHost("a.localhost"),
                            List.of()),
                    new TunnelOptions(Set.of("http"), "8080"),
                    new FakeAgent(),
                    ImmediateEventExecutor.INSTANCE);

    @Test
    void reports_each_byte_and_answer_once() {
        registry.register(tunnel);
        tunnel.traffic().in(10);
        tunnel.traffic().out(20);
        tunnel.traffic().connection();
        tunnel.traffic().response(101);
        tunnel.traffic().response(204);
        tunnel.traffic().response(599);

        assertThat(meter.drain(NOW))
                .containsExactly(
                        new Entry(
                                new UUID(0, 1),
                                Instant.parse("2026-11-23T10:00:00Z"),
                                10,
                                20,
                                1,
                                3,
                                1,
                                1,
                                0,
                                0,
                                1));
        assertThat(meter.drain(NOW)).isEmpty();
    }

    @Test
    void reads_a_closed_tunnel_until_its_last_public_connection_is_gone() {
        registry.register(tunnel);
        tunnel.traffic().in(1);
        registry.close(tunnel, REASON);
        assertThat(meter.drain(NOW)).hasSize(1);

        registry.register(tunnel);
        tunnel.traffic().in(2);
        assertThat(meter.drain(NOW)).hasSize(1);
        assertThat(meter.drain(NOW)).isEmpty();
        tunnel.traffic().in(3);
        assertThat(meter.drain(NOW)).as("nobody is left who could add").isEmpty();
        assertThat(meter.total().bytesIn()).isEqualTo(3);
    }

    @Test
    void a_closed_tunnel_closes_its_visitors_present_and_future() {
        registry.register(tunnel);
        var visitor = new EmbeddedChannel();
        tunnel.track(visitor);
        registry.close(tunnel, REASON);
        var late = new EmbeddedChannel();
        tunnel.track(late);

        assertThat(visitor.isOpen()).isFalse();
        assertThat(late.isOpen()).isFalse();
        assertThat(registry.find(tunnel.endpoint())).isInstanceOf(Lookup.Unknown.class);
    }
}
