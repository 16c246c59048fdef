package dev.tunnel.cli.forward;

import dev.tunnel.cli.config.HostPort;
import dev.tunnel.cli.config.Target;
import dev.tunnel.cli.reach.Addresses;
import dev.tunnel.protocol.net.ReadBuffers;
import dev.tunnel.protocol.net.Transport;
import dev.tunnel.protocol.relay.Relay;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;

/// Connects to local services. The connection is on the event loop of the stream it is for, does
/// not read until it is joined, and is ready: over TLS the handshake is done.
public final class LocalConnector {

    private final Transport transport;
    private final Duration timeout;
    private final Addresses addresses;
    private final LocalTls tls;

    public LocalConnector(Transport transport, Duration timeout) {
        this.transport = transport;
        this.timeout = timeout;
        this.addresses = new Addresses();
        this.tls = new LocalTls(transport.sslProvider(), timeout);
    }

    /// @param wish what TLS has to be, if the target is spoken to over TLS
    Future<Channel> connect(EventLoop loop, Target target, LocalTls.Wish wish) {
        return switch (target) {
            case Target.Unix(var path) -> open(loop, unix(path), false);
            case Target.Network(_, var address) -> connect(loop, target, address, wish);
            case Target.Folder _ -> throw new IllegalArgumentException("no connection to a folder");
        };
    }

    private Future<Channel> connect(
            EventLoop loop, Target target, HostPort address, LocalTls.Wish wish) {
        Future<Channel> connecting =
                addresses.connect(loop, address, candidate -> open(loop, candidate, target.tls()));
        return target.tls() ? secured(loop, connecting, address, wish) : connecting;
    }

    private Future<Channel> secured(
            EventLoop loop, Future<Channel> connecting, HostPort address, LocalTls.Wish wish) {
        Promise<Channel> promise = loop.newPromise();
        connecting.addListener((Future<Channel> connected) -> {
            if (connected.isSuccess()) {
                tls.secure(connected.getNow(), address, wish)
                        .addListener((Future<Channel> done) -> {
                            if (done.isSuccess()) {
                                promise.setSuccess(done.getNow());
                            } else {
                                promise.setFailure(done.cause());
                            }
                        });
            } else {
                promise.setFailure(connected.cause());
            }
        });
        return promise;
    }

    /// @param tls a connection that TLS comes on reads; a plain one waits until it is joined
    private Future<Channel> open(EventLoop loop, SocketAddress address, boolean tls) {
        Promise<Channel> promise = loop.newPromise();
        boolean network = address instanceof InetSocketAddress;
        Bootstrap bootstrap =
                new Bootstrap()
                        .group(loop)
                        .channel(network ? transport.socket() : transport.domainSocket())
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) timeout.toMillis())
                        .option(ChannelOption.ALLOCATOR, ReadBuffers.POOL)
                        .option(ChannelOption.RECVBUF_ALLOCATOR, new ReadBuffers())
                        .handler(tls ? new BareInitializer() : new PlainInitializer());
        if (network) {
            bootstrap.option(ChannelOption.TCP_NODELAY, true);
        }
        bootstrap
                .connect(address)
                .addListener((ChannelFuture connected) -> {
                    if (connected.isSuccess()) {
                        promise.trySuccess(connected.channel());
                    } else {
                        promise.tryFailure(connected.cause());
                    }
                });
        return promise;
    }

    private SocketAddress unix(Path path) {
        return transport == Transport.EPOLL
                ? new DomainSocketAddress(path.toString())
                : UnixDomainSocketAddress.of(path);
    }

    /// A plain connection waits until it is joined.
    @ChannelHandler.Sharable
    private static final class PlainInitializer extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            Relay.await(channel);
        }
    }

    /// TLS is added when the connection is made.
    @ChannelHandler.Sharable
    private static final class BareInitializer extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            // Nothing yet.
        }
    }
}
