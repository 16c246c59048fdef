package dev.tunnel.bench.hold;

import dev.tunnel.bench.subject.Reach;
import dev.tunnel.protocol.net.Transport;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/// Visitors that each asked once, were answered, and keep their connections.
final class IdleVisitors implements AutoCloseable {
    private static final int AT_ONCE = 100;
    private static final int PER_ADDRESS = 10_000;

    private final Transport transport = Transport.best();
    private final EventLoopGroup loop = transport.group(1, "visitors");
    private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final Crowd crowd = new Crowd(AT_ONCE);
    private int begun;

    /// Opens some more.
    ///
    /// @return how many have failed so far
    int open(Reach reach, int count) {
        var bootstrap =
                new Bootstrap()
                        .group(loop)
                        .channel(transport.socket())
                        .handler(
                                new ChannelInitializer<Channel>() {
                                    @Override
                                    protected void initChannel(Channel channel) {
                                        channel.pipeline().addLast(new Asking(reach));
                                    }
                                });
        var edge = new InetSocketAddress("127.0.0.1", reach.webPort());
        for (int i = 0; i < count; i++) {
            crowd.begin();
            var own = new InetSocketAddress("127.0.1." + (1 + begun++ / PER_ADDRESS), 0);
            bootstrap
                    .connect(edge, own)
                    .addListener((ChannelFuture connected) -> {
                        if (!connected.isSuccess()) {
                            crowd.failed();
                        }
                    });
        }
        return crowd.await();
    }

    /// Connections that are still open.
    int alive() {
        return open.size();
    }

    @Override
    public void close() {
        open.close().awaitUninterruptibly();
        loop.shutdownGracefully().awaitUninterruptibly();
    }

    private final class Asking extends SimpleChannelInboundHandler<ByteBuf> {
        private final Reach reach;
        private boolean answered;

        Asking(Reach reach) {
            this.reach = reach;
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            open.add(ctx.channel());
            var host = reach.host() == null ? "127.0.0.1" : reach.host();
            var request = "GET / HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(host);
            ctx.writeAndFlush(
                    Unpooled.copiedBuffer(request, StandardCharsets.US_ASCII), ctx.voidPromise());
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, ByteBuf answer) {
            if (!answered) {
                answered = true;
                crowd.opened();
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            if (!answered) {
                answered = true;
                crowd.failed();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }
    }
}
