package dev.tunnel.protocol.net;

import io.netty.bootstrap.AbstractBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.function.Supplier;

/// The best transport and TLS engine that this machine has: epoll and BoringSSL, otherwise NIO and
/// the JDK.
@SuppressWarnings("ImmutableEnumChecker") // the factories are constructor references without state
public enum Transport {
    EPOLL(
            HalfCloseEpoll::factory,
            EpollServerSocketChannel.class,
            EpollSocketChannel.class,
            EpollDomainSocketChannel.class),
    NIO(
            NioIoHandler::newFactory,
            NioServerSocketChannel.class,
            NioSocketChannel.class,
            NioDomainSocketChannel.class);

    private final Supplier<IoHandlerFactory> factory;
    private final Class<? extends ServerChannel> server;
    private final Class<? extends Channel> socket;
    private final Class<? extends Channel> domainSocket;

    Transport(
            Supplier<IoHandlerFactory> factory,
            Class<? extends ServerChannel> server,
            Class<? extends Channel> socket,
            Class<? extends Channel> domainSocket) {
        this.factory = factory;
        this.server = server;
        this.socket = socket;
        this.domainSocket = domainSocket;
    }

    /// Epoll where its native library loads, NIO elsewhere.
    public static Transport best() {
        return Epoll.isAvailable() ? EPOLL : NIO;
    }

    /// A group of event loops on daemon threads.
    public EventLoopGroup group(int threads, String name) {
        return new MultiThreadIoEventLoopGroup(
                threads, new DefaultThreadFactory(name, true), factory.get());
    }

    /// The channel class that accepts TCP connections.
    public Class<? extends ServerChannel> server() {
        return server;
    }

    /// The channel class of TCP connections.
    public Class<? extends Channel> socket() {
        return socket;
    }

    /// The channel class of unix domain sockets.
    public Class<? extends Channel> domainSocket() {
        return domainSocket;
    }

    /// The TLS engine: BoringSSL where its native library loads, the JDK's elsewhere.
    public SslProvider sslProvider() {
        return OpenSsl.isAvailable() ? SslProvider.OPENSSL_REFCNT : SslProvider.JDK;
    }

    /// Lets several listeners of the same user have one port (SO_REUSEPORT): one process can take
    /// it over from another without a moment at which nobody listens.
    public <B extends AbstractBootstrap<B, ?>> B sharePort(B bootstrap) {
        return this == EPOLL
                ? bootstrap.option(EpollChannelOption.SO_REUSEPORT, true)
                : bootstrap.option(NioChannelOption.of(StandardSocketOptions.SO_REUSEPORT), true);
    }

    /// Lets the kernel give a TCP connection up whose peer acknowledges nothing for this long, as
    /// far as the transport can.
    public void userTimeout(AbstractBootstrap<?, ?> bootstrap, Duration bound) {
        bootstrap.option(ChannelOption.SO_KEEPALIVE, true);
        if (this == EPOLL) {
            bootstrap.option(EpollChannelOption.TCP_USER_TIMEOUT, (int) bound.toMillis());
        }
    }
}
