package dev.tunnel.cli.forward;

import dev.tunnel.cli.config.HostPort;
import dev.tunnel.cli.config.Target;
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
import org.jspecify.annotations.Nullable;

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
            case Target.Unix(var path) -> open(loop, unix(path), null, wish);
            case Target.Network(_, var address) ->
                    addresses.connect(
                            loop,
                            address,
                            candidate ->
                                    open(loop, candidate, target.tls() ? address : null, wish));
        };
    }

    private Future<Channel> open(
            EventLoop loop, SocketAddress address, @Nullable HostPort tlsName, LocalTls.Wish wish) {
        Promise<Channel> promise = loop.newPromise();
        boolean network = address instanceof InetSocketAddress;
        Bootstrap bootstrap =
                new Bootstrap()
                        .group(loop)
                        .channel(network ? transport.socket() : transport.domainSocket())
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) timeout.toMillis())
                        .option(ChannelOption.RECVBUF_ALLOCATOR, new ReadBuffers())
                        .handler(
                                tlsName == null
                                        ? new PlainInitializer()
                                        : tls.initializer(tlsName, wish, promise));
        if (network) {
            bootstrap.option(ChannelOption.TCP_NODELAY, true);
        }
        bootstrap
                .connect(address)
                .addListener((ChannelFuture connected) -> {
                    if (!connected.isSuccess()) {
                        promise.tryFailure(connected.cause());
                    } else if (tlsName == null) {
                        promise.trySuccess(connected.channel());
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
}
