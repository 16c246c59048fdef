package dev.tunnel.bench.hold;

import dev.tunnel.protocol.mux.MuxProtocol;
import dev.tunnel.protocol.net.Transport;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;

/// Agents without a process of their own: a TLS connection, a session and a tunnel each.
final class Agents implements AutoCloseable {
    private static final int AT_ONCE = 64;
    private static final int PER_ADDRESS = 100;

    private final Transport transport = Transport.best();
    private final EventLoopGroup loop = transport.group(1, "agents");
    private final Crowd crowd = new Crowd(AT_ONCE);
    private final List<HeldAgent> all = new ArrayList<>();
    private final InetSocketAddress edge;
    private final String authtoken;
    private final SslContext tls;

    Agents(int port, String authtoken) {
        this.edge = new InetSocketAddress("127.0.0.1", port);
        this.authtoken = authtoken;
        this.tls = tls(transport);
    }

    /// A benchmark of loopback trusts whatever answers there.
    private static SslContext tls(Transport transport) {
        try {
            return SslContextBuilder.forClient()
                    .sslProvider(transport.sslProvider())
                    .protocols("TLSv1.3")
                    .endpointIdentificationAlgorithm(null)
                    .trustManager(InsecureTrustManagerFactory.INSTANCE)
                    .applicationProtocolConfig(
                            new ApplicationProtocolConfig(
                                    Protocol.ALPN,
                                    SelectorFailureBehavior.NO_ADVERTISE,
                                    SelectedListenerFailureBehavior.ACCEPT,
                                    MuxProtocol.ALPN))
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Connects some more, each from one of many loopback addresses, and opens their tunnels.
    ///
    /// @return how many have failed so far
    int open(int count) {
        for (int i = 0; i < count; i++) {
            crowd.begin();
            var agent = new HeldAgent(all.size(), authtoken, crowd);
            all.add(agent);
            connect(agent);
        }
        return crowd.await();
    }

    private void connect(HeldAgent agent) {
        int address = agent.number() / PER_ADDRESS;
        var own =
                new InetSocketAddress("127.2.%d.%d".formatted(address / 250, 1 + address % 250), 0);
        new Bootstrap()
                .group(loop)
                .channel(transport.socket())
                .handler(
                        new ChannelInitializer<>() {
                            @Override
                            protected void initChannel(Channel channel) {
                                var handler = tls.newHandler(channel.alloc());
                                channel.pipeline().addLast(handler);
                                handler.handshakeFuture()
                                        .addListener(done -> {
                                            if (done.isSuccess()) {
                                                agent.attach(channel);
                                            } else {
                                                agent.onClosed("TLS: " + done.cause());
                                            }
                                        });
                            }
                        })
                .connect(edge, own)
                .addListener((ChannelFuture connected) -> {
                    if (!connected.isSuccess()) {
                        agent.onClosed("cannot connect: " + connected.cause());
                    }
                });
    }

    List<HeldAgent> all() {
        return List.copyOf(all);
    }

    /// Agents that have a tunnel now.
    long alive() {
        return all.stream().filter(HeldAgent::isOpen).count();
    }

    /// Why some are not.
    List<String> troubles() {
        return all.stream().flatMap(agent -> agent.trouble().stream()).distinct().limit(5).toList();
    }

    @Override
    public void close() {
        all.forEach(HeldAgent::close);
        loop.shutdownGracefully().awaitUninterruptibly();
    }
}
