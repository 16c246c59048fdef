package dev.tunnel.edge.ingress.http;

import dev.tunnel.edge.ingress.http2.BoundedCodec;
import dev.tunnel.edge.ingress.http2.HeadPace;
import dev.tunnel.edge.ingress.http2.Http2Limits;
import dev.tunnel.edge.ingress.http2.MemoryBudget;
import dev.tunnel.edge.ingress.http2.VisitorStream;
import dev.tunnel.edge.tunnel.Network;
import dev.tunnel.edge.tunnel.PeerAddress;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import java.util.function.BiPredicate;
import java.util.random.RandomGenerator;

/// The pipelines of a public HTTP/2 connection, which came by ALPN, and of each stream on it: a
/// stream is a channel, and carries one request.
@Sharable
public final class PublicHttp2Initializer extends ChannelInitializer<Channel> {
    /// Streams to local services that a connection keeps for further requests.
    private static final int KEPT = 16;

    private final Visit.Rules rules;
    private final Http2Limits limits;
    private final BiPredicate<Channel, String> covered;
    private final WebSocketKeys keys;

    /// @param covered whether the certificate that a connection was made with is for a host
    public PublicHttp2Initializer(
            Surroundings around, BiPredicate<Channel, String> covered, RandomGenerator random) {
        this.rules = around.rules(true);
        this.limits = Http2Limits.visitors(around.settings().head());
        this.covered = covered;
        this.keys = new WebSocketKeys(random);
    }

    @Override
    protected void initChannel(Channel channel) {
        // There is no half-closed HTTP/2 connection.
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, false);
        var ticker = channel.eventLoop().ticker();
        var party = Network.of(PeerAddress.of(channel).getAddress());
        var requests = rules.memory().requests().share(party, channel);
        var responses = rules.memory().responses().share(party, channel);
        var shared = new VisitorConnection(KEPT, ticker);
        var connection = new Http2Connection(rules.settings(), shared);
        channel.pipeline()
                .addLast(new HeadPace(rules.settings().headTimeout()))
                .addLast(BoundedCodec.forVisitor(limits, requests, ticker))
                .addLast(new Http2MultiplexHandler(new Streams(channel, connection, responses)))
                .addLast(connection);
    }

    @Sharable
    private final class Streams extends ChannelInitializer<Channel> {
        private final Channel parent;
        private final Http2Connection connection;
        private final MemoryBudget.Share responses;

        Streams(Channel parent, Http2Connection connection, MemoryBudget.Share responses) {
            this.parent = parent;
            this.connection = connection;
            this.responses = responses;
        }

        @Override
        protected void initChannel(Channel stream) {
            connection.opened(stream);
            PeerAddress.tell(stream, PeerAddress.of(parent), PeerAddress.destination(parent));
            var front = VisitorStream.on(stream, responses);
            stream.pipeline()
                    .addLast(new Http2Rules(host -> covered.test(parent, host), keys))
                    .addLast(
                            new VhostHandler(
                                    rules, ctx -> new Http2Line(ctx, front, connection.shared())));
        }
    }
}
