package dev.tunnel.cli.inspect;

import dev.tunnel.cli.config.Failures;
import dev.tunnel.cli.config.HostPort;
import dev.tunnel.cli.inspect.api.InspectorParts;
import dev.tunnel.protocol.net.Transport;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.DefaultEventExecutorGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutorGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/// The agent's own HTTP server on loopback. It has an event loop and an executor of its own, so
/// that nothing it does stands in the way of traffic.
public final class Inspector implements AutoCloseable {

    private static final int PORTS_TRIED = 100;

    private final EventLoopGroup group;
    private final EventExecutorGroup executor;
    private final Channel channel;

    private Inspector(EventLoopGroup group, EventExecutorGroup executor, Channel channel) {
        this.group = group;
        this.executor = executor;
        this.channel = channel;
    }

    /// Listens on `listen`, or on the next free port above it.
    ///
    /// @throws IOException when none is free
    public static Inspector start(Transport transport, HostPort listen, InspectorParts parts)
            throws IOException {
        EventLoopGroup group = transport.group(1, "inspector");
        EventExecutorGroup executor =
                new DefaultEventExecutorGroup(1, new DefaultThreadFactory("inspector-api", true));
        try {
            ServerBootstrap bootstrap =
                    new ServerBootstrap()
                            .group(group)
                            .channel(transport.server())
                            .option(ChannelOption.SO_REUSEADDR, true)
                            .childHandler(new InspectorInitializer(parts, executor));
            return new Inspector(group, executor, bind(bootstrap, listen));
        } catch (IOException e) {
            group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            executor.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            throw e;
        }
    }

    private static Channel bind(ServerBootstrap bootstrap, HostPort listen) throws IOException {
        InetAddress address = InetAddress.getByName(listen.host());
        int last = Math.min(listen.port() + PORTS_TRIED, 65535);
        String reason = "";
        for (int port = listen.port(); port <= last; port++) {
            ChannelFuture bound =
                    bootstrap.bind(new InetSocketAddress(address, port)).awaitUninterruptibly();
            if (bound.isSuccess()) {
                return bound.channel();
            }
            reason = Failures.line(bound.cause());
        }
        throw new IOException("no port from %d to %d: %s".formatted(listen.port(), last, reason));
    }

    /// The port that was free.
    public int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /// Where a browser finds it.
    public String url() {
        InetSocketAddress address = (InetSocketAddress) channel.localAddress();
        return "http://" + new HostPort(address.getAddress().getHostAddress(), address.getPort());
    }

    @Override
    public void close() {
        channel.close();
        group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
        executor.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }
}
