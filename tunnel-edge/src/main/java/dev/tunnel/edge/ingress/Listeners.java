package dev.tunnel.edge.ingress;

import dev.tunnel.edge.config.TrustedProxies;
import dev.tunnel.protocol.net.ReadBuffers;
import dev.tunnel.protocol.net.Transport;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// Opens listeners for public connections, all with the same socket options and behind the same
/// [AcceptGate].
///
/// @param balancers who begins connections with a PROXY protocol header
/// @param host the address to bind; `0.0.0.0` is every address, IPv6 ones too where there are any
public record Listeners(
        Transport transport,
        EventLoopGroup acceptors,
        EventLoopGroup loops,
        AcceptGate gate,
        String host,
        TrustedProxies balancers) {
    private static final int BACKLOG = 4096;

    private static final WriteBufferWaterMark WATER_MARK =
            new WriteBufferWaterMark(64 * 1024, 256 * 1024);

    /// The same, with connections on other event loops.
    public Listeners on(EventLoopGroup others) {
        return new Listeners(transport, acceptors, others, gate, host, balancers);
    }

    /// Listens; fails with the system's reason.
    ///
    /// @param connection the initializer of accepted connections, sharable
    public ChannelFuture listen(int port, ChannelHandler connection) {
        return bootstrap(connection).bind(address(port));
    }

    /// Listens on a port that a successor may listen on, too, before this edge leaves it.
    public ChannelFuture listenShared(int port, ChannelHandler connection) {
        return transport.sharePort(bootstrap(connection)).bind(address(port));
    }

    /// Checks that nobody listens on a port, which [#listenShared(int, ChannelHandler)] would not
    /// notice.
    ///
    /// @throws IOException with the system's reason
    public void checkFree(int port) throws IOException {
        try (var probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(address(port));
        }
    }

    private InetSocketAddress address(int port) {
        return host.equals("0.0.0.0")
                ? new InetSocketAddress(port)
                : new InetSocketAddress(host, port);
    }

    private ServerBootstrap bootstrap(ChannelHandler connection) {
        return new ServerBootstrap()
                .group(acceptors, loops)
                .channel(transport.server())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .handler(gate)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .childOption(ChannelOption.ALLOCATOR, ReadBuffers.POOL)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, new ReadBuffers())
                .childHandler(
                        balancers.networks().isEmpty()
                                ? connection
                                : new BehindBalancers(balancers, gate, connection));
    }
}
