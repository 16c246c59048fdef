package dev.tunnel.edge.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.edge.config.AgentSettings;
import dev.tunnel.edge.tunnel.PeerAddress;
import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
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

    @Test
    void a_newcomer_gets_the_place_of_the_oldest_silent_one_of_the_address_that_has_most() {
        var full = new Handshakes(new AgentSettings(ANY, ANY, ANY, 4, 3, 1, 1));
        var known = connection("192.0.2.1");
        var silent = connection("192.0.2.1");
        var other = connection("192.0.2.1");
        var single = connection("192.0.2.2");
        for (var one : List.of(known, silent, other, single)) {
            assertThat(full.enter(one)).isTrue();
        }
        full.asking(known);

        assertThat(full.enter(connection("192.0.2.3"))).isTrue();
        assertThat(silent.isOpen()).isFalse();
        assertThat(List.of(known, other, single)).allMatch(Channel::isOpen);
        assertThat(full.count()).isEqualTo(4);
    }

    @Test
    void all_addresses_of_one_ipv6_network_have_the_places_of_one() {
        var full = new Handshakes(new AgentSettings(ANY, ANY, ANY, 4, 3, 1, 1));
        var silent = connection("2001:db8::1");
        assertThat(full.enter(silent)).isTrue();
        assertThat(full.enter(connection("2001:db8::2"))).isTrue();
        assertThat(full.enter(connection("2001:db8::ffff:0:0:1"))).isTrue();
        assertThat(full.enter(connection("2001:db8::3"))).isFalse();

        assertThat(full.enter(connection("2001:db8:0:1::1"))).isTrue();
        assertThat(full.enter(connection("192.0.2.1"))).isTrue();
        assertThat(silent.isOpen()).isFalse();
    }

    @Test
    void nobody_has_to_go_for_an_address_that_has_as_many() {
        var full = new Handshakes(new AgentSettings(ANY, ANY, ANY, 2, 2, 1, 1));
        assertThat(full.enter(connection("192.0.2.1"))).isTrue();
        assertThat(full.enter(connection("192.0.2.2"))).isTrue();
        assertThat(full.enter(connection("192.0.2.3"))).isFalse();
    }

    @Test
    void one_that_does_not_wait_for_the_platform_keeps_its_place_until_the_platform_has_answered() {
        var hasty = new EmbeddedChannel();
        handshakes.enter(hasty);
        handshakes.asking(hasty);
        hasty.close();
        assertThat(handshakes.count()).isEqualTo(1);

        handshakes.answered(hasty);
        assertThat(handshakes.count()).isZero();
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
