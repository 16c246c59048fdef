package dev.tunnel.edge.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.edge.config.AgentSettings;
import dev.tunnel.edge.tunnel.PeerAddress;
import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class HandshakesTest {
    private static final Duration ANY = Duration.ofSeconds(1);
    private static final InetSocketAddress HERE = new InetSocketAddress("203.0.113.1", 443);
    private final Handshakes handshakes =
            new Handshakes(new AgentSettings(ANY, ANY, ANY, 100, 2, 1, 1));

    @Test
    void lets_only_so_many_of_one_address_wait() {
        var first = new EmbeddedChannel();
        assertThat(handshakes.enter(first)).isTrue();
        assertThat(handshakes.enter(new EmbeddedChannel())).isTrue();
        assertThat(handshakes.enter(new EmbeddedChannel())).isFalse();

        handshakes.leave(first);
        handshakes.leave(first);
        assertThat(handshakes.count()).isEqualTo(2);
    }

    @Test
    void tells_the_agents_behind_one_balancer_apart() {
        for (int client = 1; client <= 3; client++) {
            var connection = connection("192.0.2.1");
            PeerAddress.tell(connection, new InetSocketAddress("198.51.100." + client, 1), HERE);
            assertThat(handshakes.enter(connection)).isTrue();
        }
    }

    private static Channel connection(String address) {
        return new EmbeddedChannel() {
            @Override
            protected SocketAddress remoteAddress0() {
                return new InetSocketAddress(address, 1234);
            }
        };
    }

    @Test
    void counts_a_connection_once_and_forgets_it_when_it_closes() {
        var channel = new EmbeddedChannel();
        handshakes.enter(channel);
        handshakes.enter(channel);
        assertThat(handshakes.count()).isEqualTo(1);

        channel.close();
        assertThat(handshakes.count()).isZero();
        handshakes.leave(channel);
        assertThat(handshakes.count()).isZero();
    }
}
