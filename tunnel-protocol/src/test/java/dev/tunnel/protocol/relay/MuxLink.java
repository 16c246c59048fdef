package dev.tunnel.protocol.relay;

import dev.tunnel.protocol.message.ControlMessage;
import dev.tunnel.protocol.message.GoAway;
import dev.tunnel.protocol.mux.MuxConnection;
import dev.tunnel.protocol.mux.MuxListener;
import dev.tunnel.protocol.mux.MuxSettings;
import dev.tunnel.protocol.mux.MuxStreamChannel;
import dev.tunnel.protocol.mux.ResetCode;
import dev.tunnel.protocol.mux.StreamOpen;
import dev.tunnel.protocol.mux.WindowBudget;
import dev.tunnel.protocol.net.Transport;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/// The smallest tunnel: a public port whose connections travel over one mux connection to a local
/// port. Both ends live in this process on event loops of their own.
final class MuxLink implements AutoCloseable {
    private static final Transport TRANSPORT = Transport.best();

    final EventLoopGroup edgeGroup = TRANSPORT.group(2, "edge");
    final EventLoopGroup agentGroup = TRANSPORT.group(1, "agent");
    final LongAdder in = new LongAdder();
    final LongAdder out = new LongAdder();
    final CompletableFuture<MuxConnection> edgeEnd = new CompletableFuture<>();
    final MuxConnection agentEnd;

    /// When the agent begins to serve what comes.
    volatile CompletableFuture<Void> agentsTurn = CompletableFuture.completedFuture(null);

    final Queue<Channel> visitors = new ConcurrentLinkedQueue<>();
    final int port;

    MuxLink(int localPort) throws Exception {
        int muxPort = listen(edgeSide());
        agentEnd = connectAgent(muxPort, localPort);
        edgeEnd.get(10, TimeUnit.SECONDS);
        port = listen(publicSide());
    }

    private int listen(ChannelHandler child) throws InterruptedException {
        Channel server =
                new ServerBootstrap()
                        .group(edgeGroup)
                        .channel(TRANSPORT.server())
                        .childHandler(child)
                        .bind(InetAddress.getLoopbackAddress(), 0)
                        .sync()
                        .channel();
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    private ChannelHandler edgeSide() {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void channelActive(ChannelHandlerContext ctx) {
                MuxSettings settings = MuxSettings.edge(WindowBudget.ofBytes(1 << 27));
                edgeEnd.complete(MuxConnection.attach(ctx.channel(), settings, new Silent()));
            }
        };
    }

    private ChannelHandler publicSide() {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel visitor) {
                visitors.add(visitor);
                Relay.await(visitor);
                StreamOpen open = new StreamOpen(new UUID(0, 1), "tcp", "visitor", false, null);
                edgeEnd.join()
                        .open(open, waiting())
                        .addListener(opened -> {
                            if (opened.isSuccess()) {
                                Channel stream = (Channel) opened.getNow();
                                Relay.join(visitor, stream, in::add, out::add);
                            } else {
                                visitor.close();
                            }
                        });
            }
        };
    }

    private MuxConnection connectAgent(int muxPort, int localPort) throws Exception {
        CompletableFuture<MuxConnection> attached = new CompletableFuture<>();
        new Bootstrap()
                .group(agentGroup)
                .channel(TRANSPORT.socket())
                .handler(
                        new ChannelInboundHandlerAdapter() {
                            @Override
                            public void channelActive(ChannelHandlerContext ctx) {
                                attached.complete(
                                        MuxConnection.attach(
                                                ctx.channel(),
                                                MuxSettings.agent(),
                                                new Forwarder(localPort)));
                            }
                        })
                .connect(InetAddress.getLoopbackAddress(), muxPort)
                .sync();
        return attached.get(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        // Before their event loops: what one loop asks of another one then is not refused.
        edgeEnd.join().channel().close().syncUninterruptibly();
        agentEnd.channel().closeFuture().syncUninterruptibly();
        visitors.forEach(visitor -> visitor.close().syncUninterruptibly());
        edgeGroup.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
        agentGroup.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private static ChannelHandler waiting() {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                Relay.await(channel);
            }
        };
    }

    private static class Silent implements MuxListener {
        @Override
        public void onControl(ControlMessage message) {}

        @Override
        public void onGoAway(GoAway goAway) {}

        @Override
        public void onStream(MuxStreamChannel stream, StreamOpen open) {}

        @Override
        public void onClosed(String reason) {}
    }

    private final class Forwarder extends Silent {
        private final int localPort;

        Forwarder(int localPort) {
            this.localPort = localPort;
        }

        @Override
        public void onStream(MuxStreamChannel stream, StreamOpen open) {
            Relay.await(stream);
            ChannelFuture connecting =
                    new Bootstrap()
                            .group(stream.eventLoop())
                            .channel(TRANSPORT.socket())
                            .handler(waiting())
                            .connect(InetAddress.getLoopbackAddress(), localPort);
            connecting.addListener(connected -> {
                if (connected.isSuccess()) {
                    agentsTurn.thenRun(() ->
                            Relay.join(
                                    stream, connecting.channel(), ByteCount.NONE, ByteCount.NONE));
                } else {
                    stream.reset(ResetCode.LOCAL_UNREACHABLE);
                }
            });
        }
    }
}
