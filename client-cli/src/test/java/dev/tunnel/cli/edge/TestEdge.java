package dev.tunnel.cli.edge;

import dev.tunnel.protocol.message.CloseTunnel;
import dev.tunnel.protocol.message.ControlMessage;
import dev.tunnel.protocol.message.GoAway;
import dev.tunnel.protocol.message.Hello;
import dev.tunnel.protocol.message.OpenTunnel;
import dev.tunnel.protocol.message.TunnelOpened;
import dev.tunnel.protocol.message.Welcome;
import dev.tunnel.protocol.mux.MuxConnection;
import dev.tunnel.protocol.mux.MuxProtocol;
import dev.tunnel.protocol.net.Transport;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// An edge that says yes to everything unless the test says otherwise. Visitors of [#visitorPort()]
/// are led to the tunnel opened last.
public final class TestEdge implements AutoCloseable {

    private final EventLoopGroup group = Transport.NIO.group(1, "test-edge");
    private final List<Hello> hellos = new CopyOnWriteArrayList<>();
    private final List<OpenTunnel> opens = new CopyOnWriteArrayList<>();
    private final List<GoAway> goodbyes = new CopyOnWriteArrayList<>();
    private final List<ControlMessage> others = new CopyOnWriteArrayList<>();
    private final Channel agents;
    private final Channel visitors;

    private volatile @Nullable MuxConnection current;
    private volatile @Nullable UUID tunnel;
    private volatile Function<Hello, ControlMessage> onHello = TestEdge::welcome;
    private volatile Function<OpenTunnel, ControlMessage> onOpen = TestEdge::opened;

    public TestEdge(TestCa ca) throws SSLException {
        SslContext tls = tls(ca);
        this.agents =
                bind(
                        new ChannelInitializer<>() {
                            @Override
                            protected void initChannel(Channel channel) {
                                SslHandler handler = tls.newHandler(channel.alloc());
                                channel.pipeline().addLast(handler);
                                handler.handshakeFuture()
                                        .addListener(done -> {
                                            if (done.isSuccess()) {
                                                current =
                                                        new TestLink(TestEdge.this).attach(channel);
                                            }
                                        });
                            }
                        });
        this.visitors =
                bind(
                        new ChannelInitializer<>() {
                            @Override
                            protected void initChannel(Channel visitor) {
                                new TestVisitor(visitor).lead(current, tunnel);
                            }
                        });
    }

    private Channel bind(ChannelInitializer<Channel> initializer) {
        return new ServerBootstrap()
                .group(group)
                .channel(Transport.NIO.server())
                .option(ChannelOption.SO_BACKLOG, 4096)
                .childOption(ChannelOption.AUTO_READ, true)
                .childHandler(initializer)
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
    }

    private static SslContext tls(TestCa ca) throws SSLException {
        return SslContextBuilder.forServer(ca.key().getPrivate(), ca.certificate())
                .sslProvider(Transport.NIO.sslProvider())
                .protocols("TLSv1.3")
                .applicationProtocolConfig(
                        new ApplicationProtocolConfig(
                                Protocol.ALPN,
                                SelectorFailureBehavior.NO_ADVERTISE,
                                SelectedListenerFailureBehavior.ACCEPT,
                                MuxProtocol.ALPN))
                .build();
    }

    /// Where agents connect.
    public int agentPort() {
        return ((InetSocketAddress) agents.localAddress()).getPort();
    }

    /// Where visitors connect.
    public int visitorPort() {
        return ((InetSocketAddress) visitors.localAddress()).getPort();
    }

    public List<Hello> hellos() {
        return hellos;
    }

    public List<OpenTunnel> opens() {
        return opens;
    }

    public List<GoAway> goodbyes() {
        return goodbyes;
    }

    /// How many tunnels the agent has closed.
    public long closed() {
        return others.stream().filter(CloseTunnel.class::isInstance).count();
    }

    /// The tunnel opened last.
    public @Nullable UUID tunnel() {
        return tunnel;
    }

    public void answerHello(Function<Hello, ControlMessage> answer) {
        onHello = answer;
    }

    public void answerOpen(Function<OpenTunnel, ControlMessage> answer) {
        onOpen = answer;
    }

    /// Says something to the agent that is connected now.
    public void send(ControlMessage message) {
        connection().send(message);
    }

    public void goAway(GoAway message) {
        connection().goAway(message);
    }

    /// Breaks the agent's connection off, as a network would.
    public void cut() {
        connection().channel().close().syncUninterruptibly();
    }

    private MuxConnection connection() {
        MuxConnection connection = current;
        if (connection == null) {
            throw new IllegalStateException("no agent is connected");
        }
        return connection;
    }

    public static Welcome welcome(Hello hello) {
        UUID session = hello.resume() == null ? UUID.randomUUID() : hello.resume().sessionId();
        return new Welcome(
                hello.version(), session, "ts_secret", 1, "ada@example.com", "edge-1", "test", 10);
    }

    /// The URL depends on the tunnel's key alone, as an affine one does.
    public static TunnelOpened opened(OpenTunnel open) {
        String host = open.spec().key() + ".localhost";
        List<String> urls =
                switch (open.spec().proto()) {
                    case "tcp" -> List.of("tcp://localhost:20000");
                    case "tls" -> List.of("tls://" + host + ":8443");
                    default ->
                            open.spec().schemes().stream()
                                    .map(scheme -> scheme + "://" + host + ":8000")
                                    .toList();
                };
        return new TunnelOpened(open.ref(), UUID.randomUUID(), urls);
    }

    void onControl(MuxConnection from, ControlMessage message) {
        switch (message) {
            case Hello hello -> {
                hellos.add(hello);
                from.send(onHello.apply(hello));
            }
            case OpenTunnel open -> {
                opens.add(open);
                ControlMessage answer = onOpen.apply(open);
                if (answer instanceof TunnelOpened opened) {
                    tunnel = opened.tunnelId();
                }
                from.send(answer);
            }
            default -> others.add(message);
        }
    }

    void onGoAway(GoAway goAway) {
        goodbyes.add(goAway);
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
