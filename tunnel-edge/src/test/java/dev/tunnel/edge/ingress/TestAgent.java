package dev.tunnel.edge.ingress;

import dev.tunnel.edge.tunnel.Agent;
import dev.tunnel.edge.tunnel.CloseReason;
import dev.tunnel.edge.tunnel.Tunnel;
import dev.tunnel.edge.tunnel.Visitor;
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
import dev.tunnel.protocol.relay.ByteCount;
import dev.tunnel.protocol.relay.Relay;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// An agent without control messages: a real mux connection over loopback whose far end connects
/// each stream to the local service of its tunnel.
public final class TestAgent implements Agent {
    private final Map<UUID, InetSocketAddress> targets = new ConcurrentHashMap<>();
    private final AtomicInteger opened = new AtomicInteger();
    private final EventLoopGroup loops;
    private final MuxConnection edge;
    private final Channel listener;

    public TestAgent(EventLoopGroup loops) {
        this.loops = loops;
        var edgeEnd = new CompletableFuture<MuxConnection>();
        listener =
                new ServerBootstrap()
                        .group(loops)
                        .channel(Transport.best().server())
                        .childHandler(
                                attaching(
                                        MuxSettings.edge(WindowBudget.ofBytes(64 << 20)), edgeEnd))
                        .bind(InetAddress.getLoopbackAddress(), 0)
                        .syncUninterruptibly()
                        .channel();
        new Bootstrap()
                .group(loops)
                .channel(Transport.best().socket())
                .handler(attaching(MuxSettings.agent(), new CompletableFuture<>()))
                .connect(listener.localAddress())
                .syncUninterruptibly();
        edge = edgeEnd.join();
    }

    private ChannelHandler attaching(MuxSettings settings, CompletableFuture<MuxConnection> done) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline()
                        .addLast(
                                new ChannelInboundHandlerAdapter() {
                                    @Override
                                    public void channelActive(
                                            io.netty.channel.ChannelHandlerContext ctx) {
                                        ctx.pipeline().remove(this);
                                        done.complete(
                                                MuxConnection.attach(
                                                        ctx.channel(), settings, new FarEnd()));
                                    }
                                });
            }
        };
    }

    /// Sends the streams of a tunnel to this port of the loopback address.
    public void serve(Tunnel tunnel, int port) {
        targets.put(tunnel.id(), new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /// Streams opened so far.
    public int opened() {
        return opened.get();
    }

    /// The mux connection breaks.
    public void disconnect() {
        edge.channel().close().syncUninterruptibly();
        listener.close().syncUninterruptibly();
    }

    @Override
    public Future<Channel> open(Tunnel tunnel, Visitor visitor, ChannelHandler handler) {
        opened.incrementAndGet();
        var open =
                new StreamOpen(
                        tunnel.id(),
                        tunnel.endpoint().protocol(),
                        visitor.address().getHostString() + ':' + visitor.address().getPort(),
                        visitor.tls(),
                        visitor.traceparent());
        Promise<Channel> promise = edge.channel().eventLoop().newPromise();
        edge.open(open, handler)
                .addListener((Future<MuxStreamChannel> done) -> {
                    if (done.isSuccess()) {
                        promise.setSuccess(done.getNow());
                    } else {
                        promise.setFailure(done.cause());
                    }
                });
        return promise;
    }

    @Override
    public void close(CloseReason reason) {
        edge.goAway(new GoAway(reason.code(), reason.message(), reason.retry()));
    }

    @Override
    public void retire(CloseReason reason) {
        close(reason);
    }

    @Override
    public void tunnelClosed(Tunnel tunnel, CloseReason reason) {
        targets.remove(tunnel.id());
    }

    @Override
    public String protocol() {
        return "test";
    }

    @Override
    public boolean isOpen() {
        return edge.channel().isActive();
    }

    @Override
    public int streams() {
        return edge.streamCount();
    }

    private final class FarEnd implements MuxListener {
        @Override
        public void onControl(ControlMessage message) {}

        @Override
        public void onGoAway(GoAway goAway) {}

        @Override
        public void onStream(MuxStreamChannel stream, StreamOpen open) {
            var target = targets.get(open.tunnelId());
            if (target == null) {
                stream.reset(ResetCode.UNKNOWN_TUNNEL);
                return;
            }
            Relay.await(stream);
            new Bootstrap()
                    .group(loops)
                    .channel(Transport.best().socket())
                    .handler(awaiting())
                    .connect(target)
                    .addListener((io.netty.channel.ChannelFuture connected) -> {
                        if (connected.isSuccess()) {
                            Relay.join(stream, connected.channel(), ByteCount.NONE, ByteCount.NONE);
                        } else {
                            stream.reset(ResetCode.LOCAL_UNREACHABLE);
                        }
                    });
        }

        private ChannelHandler awaiting() {
            return new ChannelInitializer<>() {
                @Override
                protected void initChannel(Channel channel) {
                    Relay.await(channel);
                }
            };
        }

        @Override
        public void onClosed(String reason) {}
    }
}
