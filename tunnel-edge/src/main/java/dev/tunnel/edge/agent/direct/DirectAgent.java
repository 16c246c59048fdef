package dev.tunnel.edge.agent.direct;

import dev.tunnel.edge.tunnel.Agent;
import dev.tunnel.edge.tunnel.CloseReason;
import dev.tunnel.edge.tunnel.Tunnel;
import dev.tunnel.edge.tunnel.Visitor;
import dev.tunnel.protocol.net.ReadBuffers;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Opens a TCP connection to one service for each stream, over TLS where its URL says so. It is
/// never away: a service that cannot be reached is looked for again, as long as visitors wait.
final class DirectAgent implements Agent {
    private static final int CONNECT_MILLIS = 3000;

    private final URI service;
    private final @Nullable SslContext tls;
    private final Site site;
    private final AtomicInteger streams = new AtomicInteger();

    /// @param service `http` or `https`
    /// @param tls for `https`
    DirectAgent(URI service, @Nullable SslContext tls, Site site) {
        this.service = service;
        this.tls = tls;
        this.site = site;
    }

    @Override
    public Future<Channel> open(Tunnel tunnel, Visitor visitor, ChannelHandler handler) {
        var loop = site.loops().next();
        Promise<Channel> opened = loop.newPromise();
        try {
            site.lookups().execute(() -> open(loop, handler, opened));
        } catch (RejectedExecutionException e) {
            opened.setFailure(e);
        }
        return opened;
    }

    private void open(EventLoop loop, ChannelHandler handler, Promise<Channel> opened) {
        try {
            var address = InetAddress.getByName(service.getHost());
            connect(loop, new InetSocketAddress(address, port()), handler)
                    .addListener((ChannelFuture connected) -> {
                        if (connected.isSuccess()) {
                            count(connected.channel());
                            opened.setSuccess(connected.channel());
                        } else {
                            opened.setFailure(connected.cause());
                        }
                    });
        } catch (UnknownHostException e) {
            opened.setFailure(e);
        }
    }

    private ChannelFuture connect(
            EventLoop loop, InetSocketAddress address, ChannelHandler handler) {
        return new Bootstrap()
                .group(loop)
                .channel(site.transport().socket())
                .option(ChannelOption.ALLOCATOR, ReadBuffers.POOL)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .handler(
                        new ChannelInitializer<>() {
                            @Override
                            protected void initChannel(Channel channel) {
                                if (tls != null) {
                                    channel.pipeline()
                                            .addLast(
                                                    tls.newHandler(
                                                            channel.alloc(),
                                                            service.getHost(),
                                                            port()));
                                }
                                channel.pipeline().addLast(handler);
                            }
                        })
                .connect(address);
    }

    private void count(Channel channel) {
        streams.incrementAndGet();
        channel.closeFuture().addListener(_ -> streams.decrementAndGet());
    }

    private int port() {
        if (service.getPort() >= 0) {
            return service.getPort();
        }
        return "https".equals(service.getScheme()) ? 443 : 80;
    }

    @Override
    public void close(CloseReason reason) {}

    @Override
    public void retire(CloseReason reason) {}

    @Override
    public void tunnelClosed(Tunnel tunnel, CloseReason reason) {}

    @Override
    public String protocol() {
        return "direct";
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public int streams() {
        return streams.get();
    }
}
