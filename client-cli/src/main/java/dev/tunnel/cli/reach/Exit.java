package dev.tunnel.cli.reach;

import dev.tunnel.cli.config.HostPort;
import dev.tunnel.cli.config.Proxies;
import dev.tunnel.cli.config.ProxyUrl;
import dev.tunnel.protocol.net.ReadBuffers;
import dev.tunnel.protocol.net.Transport;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The way out: TCP connections to hosts elsewhere, directly or through the user's proxy, and TLS
/// on top of them. May be used from any event loop; each step is bounded by the timeout.
public final class Exit {
    private final Transport transport;
    private final Proxies proxies;
    private final Duration timeout;
    private final Addresses addresses = new Addresses();

    public Exit(Transport transport, Proxies proxies, Duration timeout) {
        this.transport = transport;
        this.proxies = proxies;
        this.timeout = timeout;
    }

    /// The proxy on the way to `target`, if there is one.
    public Optional<ProxyUrl> proxyTo(HostPort target) {
        return proxies.to(target);
    }

    /// A connection to `target` without any handler.
    public Future<Channel> connect(EventLoop loop, HostPort target) {
        Optional<ProxyUrl> proxy = proxies.to(target);
        return proxy.isPresent() ? through(loop, proxy.get(), target) : direct(loop, target);
    }

    /// A connection to `address` itself, whatever the proxies are.
    Future<Channel> direct(EventLoop loop, HostPort address) {
        return addresses.connect(
                loop, address, candidate -> opened(loop, bootstrap(loop, null).connect(candidate)));
    }

    private Future<Channel> through(EventLoop loop, ProxyUrl proxy, HostPort target) {
        Promise<Channel> promise = loop.newPromise();
        addresses
                .connect(
                        loop, proxy.address(), candidate -> attempt(loop, proxy, candidate, target))
                .addListener((Future<Channel> done) -> {
                    if (done.isSuccess()) {
                        promise.setSuccess(done.getNow());
                    } else {
                        promise.setFailure(ProxyFailure.of(proxy, target, done.cause()));
                    }
                });
        return promise;
    }

    private Future<Channel> attempt(
            EventLoop loop, ProxyUrl proxy, InetSocketAddress candidate, HostPort target) {
        var handler = ProxyHandlers.of(proxy, candidate, timeout);
        ChannelFuture connecting =
                bootstrap(loop, new ProxiedInitializer(proxy, handler, timeout))
                        .connect(InetSocketAddress.createUnresolved(target.host(), target.port()));
        Promise<Channel> promise = loop.newPromise();
        connecting.addListener((ChannelFuture connected) -> {
            if (!connected.isSuccess()) {
                promise.tryFailure(connected.cause());
            }
        });
        handler.connectFuture()
                .addListener((Future<Channel> done) -> {
                    if (done.isSuccess()) {
                        promise.trySuccess(done.getNow());
                    } else {
                        promise.tryFailure(done.cause());
                        connecting.channel().close();
                    }
                });
        return promise;
    }

    private static Future<Channel> opened(EventLoop loop, ChannelFuture connecting) {
        Promise<Channel> promise = loop.newPromise();
        connecting.addListener((ChannelFuture connected) -> {
            if (connected.isSuccess()) {
                promise.setSuccess(connected.channel());
            } else {
                promise.setFailure(connected.cause());
            }
        });
        return promise;
    }

    private Bootstrap bootstrap(EventLoop loop, @Nullable ChannelHandler handler) {
        Bootstrap bootstrap =
                new Bootstrap()
                        .group(loop)
                        .channel(transport.socket())
                        .disableResolver()
                        .option(ChannelOption.TCP_NODELAY, true)
                        .option(ChannelOption.ALLOCATOR, ReadBuffers.POOL)
                        .option(ChannelOption.RECVBUF_ALLOCATOR, new ReadBuffers())
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) timeout.toMillis())
                        .handler(handler == null ? new Bare() : handler);
        transport.userTimeout(bootstrap, Duration.ofSeconds(45));
        return bootstrap;
    }

    /// TLS on a connection just made.
    ///
    /// @param name whom the certificate is for
    /// @return completes when the handshake is done
    public Future<Channel> secure(Channel channel, HostPort name, SslContext context) {
        Promise<Channel> secured = channel.eventLoop().newPromise();
        SslHandler tls = context.newHandler(channel.alloc(), name.host(), name.port());
        tls.setHandshakeTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
        channel.pipeline().addLast(tls, new HandshakeReport(secured));
        return secured;
    }

    /// A connection gets its handlers when it is made.
    @ChannelHandler.Sharable
    private static final class Bare extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            // Nothing yet.
        }
    }
}
