package dev.tunnel.edge.ingress.http;

import dev.tunnel.edge.ingress.http2.BoundedCodec;
import dev.tunnel.edge.ingress.http2.Http2Limits;
import dev.tunnel.edge.ingress.http2.MemoryBudget;
import dev.tunnel.edge.ingress.http2.VisitorStream;
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

    /// Bytes that all visitors together may have sent ahead of their services, and as much that
    /// they may leave unread.
    private static final long MEMORY = 64L * 1024 * 1024;

    private final Visit.Rules rules;
    private final Http2Limits limits;
    private final BiPredicate<Channel, String> covered;
    private final WebSocketKeys keys;
    private final MemoryBudget requests = new MemoryBudget(MEMORY);
    private final MemoryBudget responses = new MemoryBudget(MEMORY);

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
        var shared = new VisitorConnection(KEPT, ticker);
        var connection = new Http2Connection(rules.settings(), shared);
        channel.pipeline()
                .addLast(BoundedCodec.forVisitor(limits, requests, ticker))
                .addLast(new Http2MultiplexHandler(new Streams(channel, connection)))
                .addLast(connection);
    }

    @Sharable
    private final class Streams extends ChannelInitializer<Channel> {
        private final Channel parent;
        private final Http2Connection connection;

        Streams(Channel parent, Http2Connection connection) {
            this.parent = parent;
            this.connection = connection;
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
