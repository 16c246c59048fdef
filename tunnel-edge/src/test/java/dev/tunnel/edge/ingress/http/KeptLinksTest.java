package dev.tunnel.edge.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.edge.ingress.IngressFixture;
import dev.tunnel.edge.tunnel.Agent;
import dev.tunnel.edge.tunnel.CloseReason;
import dev.tunnel.edge.tunnel.Endpoint;
import dev.tunnel.edge.tunnel.Tunnel;
import dev.tunnel.edge.tunnel.TunnelIdentity;
import dev.tunnel.edge.tunnel.Visitor;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.netty.util.concurrent.Ticker;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class KeptLinksTest {
    private static final Visitor VISITOR =
            new Visitor(new InetSocketAddress("127.0.0.1", 1), false, null);

    private final Agent agent = new Idle();
    private final Tunnel tunnel =
            new Tunnel(
                    new TunnelIdentity(
                            UUID.randomUUID(),
                            UUID.randomUUID(),
                            "test",
                            new Endpoint.HttpHost("a.localhost"),
                            List.of()),
                    IngressFixture.options(null),
                    agent,
                    ImmediateEventExecutor.INSTANCE);
    private final KeptLinks links = new KeptLinks(2, Ticker.systemTicker());

    private ServiceLink link() {
        var relay = new ResponseRelay("a.localhost", tunnel.allowance());
        return new ServiceLink(tunnel, agent, VISITOR, new EmbeddedChannel(relay), relay);
    }

    @Test
    void the_one_used_last_is_used_first_and_the_oldest_makes_room() {
        var first = link();
        var second = link();
        var third = link();
        for (var one : List.of(first, second, third)) {
            links.keep(one);
        }
        assertThat(first.isAlive()).isFalse();
        assertThat(links.take(tunnel, VISITOR, false)).isSameAs(third);
        assertThat(links.take(tunnel, VISITOR, false)).isSameAs(second);
        assertThat(links.take(tunnel, VISITOR, false)).isNull();
    }

    @Test
    void what_comes_back_when_the_visitor_is_gone_is_ended() {
        var before = link();
        var after = link();
        links.keep(before);
        links.drop();
        links.keep(after);
        assertThat(before.isAlive()).isFalse();
        assertThat(after.isAlive()).isFalse();
        assertThat(links.take(tunnel, VISITOR, true)).isNull();
    }

    private static final class Idle implements Agent {
        @Override
        public Future<Channel> open(Tunnel tunnel, Visitor visitor, ChannelHandler handler) {
            throw new UnsupportedOperationException("opens nothing");
        }

        @Override
        public void close(CloseReason reason) {}

        @Override
        public void retire(CloseReason reason) {}

        @Override
        public void tunnelClosed(Tunnel tunnel, CloseReason reason) {}

        @Override
        public String protocol() {
            return "test";
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public int streams() {
            return 0;
        }
    }
}
