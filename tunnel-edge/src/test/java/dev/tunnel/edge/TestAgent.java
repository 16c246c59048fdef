package dev.tunnel.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.protocol.message.ControlMessage;
import dev.tunnel.protocol.message.GoAway;
import dev.tunnel.protocol.message.Hello;
import dev.tunnel.protocol.message.OpenTunnel;
import dev.tunnel.protocol.message.Resume;
import dev.tunnel.protocol.message.TunnelOpened;
import dev.tunnel.protocol.message.TunnelSpec;
import dev.tunnel.protocol.message.Welcome;
import dev.tunnel.protocol.mux.MuxConnection;
import dev.tunnel.protocol.mux.MuxListener;
import dev.tunnel.protocol.mux.MuxProtocol;
import dev.tunnel.protocol.mux.MuxSettings;
import dev.tunnel.protocol.mux.MuxStreamChannel;
import dev.tunnel.protocol.mux.StreamOpen;
import dev.tunnel.protocol.net.Transport;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// An agent over the real transport whose local service echoes what it gets.
final class TestAgent implements MuxListener, AutoCloseable {
    private static final EventLoopGroup LOOPS = Transport.best().group(1, "agent");
    private static final int PATIENCE = 10;

    final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
    final MuxConnection connection;
    private long refs;

    private TestAgent(int port) throws Exception {
        var tls =
                SslContextBuilder.forClient()
                        .trustManager(InsecureTrustManagerFactory.INSTANCE)
                        .endpointIdentificationAlgorithm(null)
                        .applicationProtocolConfig(
                                new ApplicationProtocolConfig(
                                        Protocol.ALPN,
                                        SelectorFailureBehavior.NO_ADVERTISE,
                                        SelectedListenerFailureBehavior.ACCEPT,
                                        MuxProtocol.ALPN))
                        .build();
        Channel channel =
                new Bootstrap()
                        .group(LOOPS)
                        .channel(Transport.best().socket())
                        .handler(
                                new ChannelInitializer<Channel>() {
                                    @Override
                                    protected void initChannel(Channel ch) {
                                        ch.pipeline()
                                                .addLast(
                                                        tls.newHandler(
                                                                ch.alloc(), "localhost", port));
                                    }
                                })
                        .connect("127.0.0.1", port)
                        .sync()
                        .channel();
        channel.pipeline().get(SslHandler.class).handshakeFuture().sync();
        var attached = LOOPS.next().<MuxConnection>newPromise();
        channel.eventLoop()
                .execute(() ->
                        attached.setSuccess(
                                MuxConnection.attach(channel, MuxSettings.agent(), this)));
        connection = attached.get();
    }

    static TestAgent connect(int port) throws Exception {
        return new TestAgent(port);
    }

    static Hello hello(String authtoken, @Nullable Resume resume) {
        return new Hello(1, "test", "linux", "x64", "laptop", authtoken, resume, null);
    }

    static Resume resume(Welcome welcome) {
        return new Resume(welcome.sessionId(), welcome.secret());
    }

    Welcome welcome(String authtoken, @Nullable Resume resume) throws InterruptedException {
        connection.send(hello(authtoken, resume));
        return next(Welcome.class);
    }

    TunnelOpened openTcp(int port) throws InterruptedException {
        connection.send(
                new OpenTunnel(
                        ++refs,
                        new TunnelSpec(
                                "tcp" + port,
                                "tcp",
                                List.of(),
                                null,
                                null,
                                port,
                                "localhost:7",
                                TunnelSpec.Access.OPEN,
                                TunnelSpec.Upstream.PLAIN)));
        return next(TunnelOpened.class);
    }

    TunnelOpened openHttp(String host) throws InterruptedException {
        connection.send(
                new OpenTunnel(
                        ++refs,
                        new TunnelSpec(
                                "http",
                                "http",
                                List.of("http", "https"),
                                null,
                                host,
                                null,
                                "localhost:7",
                                TunnelSpec.Access.OPEN,
                                TunnelSpec.Upstream.PLAIN)));
        return next(TunnelOpened.class);
    }

    <T> T next(Class<T> type) throws InterruptedException {
        var next = heard.poll(PATIENCE, TimeUnit.SECONDS);
        assertThat(next).isInstanceOf(type);
        return type.cast(next);
    }

    /// Vanishes as a killed process does, without goodbye.
    void vanish() {
        connection.channel().close();
    }

    @Override
    public void onControl(ControlMessage message) {
        heard.add(message);
    }

    @Override
    public void onGoAway(GoAway goAway) {
        heard.add(goAway);
    }

    @Override
    public void onStream(MuxStreamChannel stream, StreamOpen open) {
        stream.pipeline()
                .addLast(
                        new ChannelInboundHandlerAdapter() {
                            @Override
                            public void channelRead(ChannelHandlerContext ctx, Object msg) {
                                ctx.writeAndFlush(msg);
                            }

                            @Override
                            public void exceptionCaught(ChannelHandlerContext ctx, Throwable e) {
                                ctx.close();
                            }
                        });
    }

    @Override
    public void onClosed(String reason) {
        heard.add("closed");
    }

    @Override
    public void close() {
        connection.channel().close().syncUninterruptibly();
    }
}
