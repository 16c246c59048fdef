package dev.tunnel.cli.session;

import dev.tunnel.cli.config.HostPort;
import dev.tunnel.cli.config.PrivateCa;
import dev.tunnel.cli.config.SystemRoots;
import dev.tunnel.cli.forward.Addresses;
import dev.tunnel.cli.forward.HandshakeReport;
import dev.tunnel.protocol.mux.MuxProtocol;
import dev.tunnel.protocol.net.ReadBuffers;
import dev.tunnel.protocol.net.Transport;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Makes the connection to an edge: TCP, TLS 1.3, the mux protocol agreed on, and the edge's
/// certificate and name verified.
public final class Dialer {

    private final Transport transport;
    private final EventLoop loop;
    private final Duration timeout;
    private final Addresses addresses = new Addresses();
    private @Nullable PrivateCa contextCa;
    private @Nullable SslContext context;

    public Dialer(Transport transport, EventLoop loop, Duration timeout) {
        this.transport = transport;
        this.loop = loop;
        this.timeout = timeout;
    }

    /// A connection that is ready for [dev.tunnel.protocol.mux.MuxConnection]. Event loop only.
    Future<Channel> dial(EdgeAddress edge) {
        try {
            SslContext tls = context(edge.ca());
            return addresses.connect(
                    loop, edge.address(), candidate -> open(candidate, edge.address(), tls));
        } catch (SSLException e) {
            return loop.newFailedFuture(e);
        }
    }

    private Future<Channel> open(InetSocketAddress candidate, HostPort name, SslContext tls) {
        Promise<Channel> secured = loop.newPromise();
        Bootstrap bootstrap =
                new Bootstrap()
                        .group(loop)
                        .channel(transport.socket())
                        .option(ChannelOption.TCP_NODELAY, true)
                        .option(ChannelOption.RECVBUF_ALLOCATOR, new ReadBuffers())
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) timeout.toMillis())
                        .handler(
                                new ChannelInitializer<>() {
                                    @Override
                                    protected void initChannel(Channel channel) {
                                        SslHandler handler =
                                                tls.newHandler(
                                                        channel.alloc(), name.host(), name.port());
                                        handler.setHandshakeTimeout(
                                                timeout.toMillis(), TimeUnit.MILLISECONDS);
                                        channel.pipeline()
                                                .addLast(handler, new HandshakeReport(secured));
                                    }
                                });
        transport.userTimeout(bootstrap, Duration.ofSeconds(45));
        bootstrap
                .connect(candidate)
                .addListener((ChannelFuture connected) -> {
                    if (!connected.isSuccess()) {
                        secured.tryFailure(connected.cause());
                    }
                });
        return agreed(secured);
    }

    /// Something else than an edge may answer on the port.
    private Future<Channel> agreed(Future<Channel> secured) {
        Promise<Channel> promise = loop.newPromise();
        secured.addListener((Future<Channel> done) -> {
            if (!done.isSuccess()) {
                promise.setFailure(done.cause());
                return;
            }
            Channel channel = done.getNow();
            SslHandler tls = channel.pipeline().get(SslHandler.class);
            if (MuxProtocol.ALPN.equals(tls.applicationProtocol())) {
                promise.setSuccess(channel);
            } else {
                channel.close();
                promise.setFailure(
                        new SSLException("what answers there does not speak the agent protocol"));
            }
        });
        return promise;
    }

    private SslContext context(@Nullable PrivateCa ca) throws SSLException {
        if (context == null || !Objects.equals(ca, contextCa)) {
            SslContextBuilder builder =
                    SslContextBuilder.forClient()
                            .sslProvider(transport.sslProvider())
                            .protocols("TLSv1.3")
                            .endpointIdentificationAlgorithm("HTTPS")
                            .applicationProtocolConfig(
                                    new ApplicationProtocolConfig(
                                            Protocol.ALPN,
                                            SelectorFailureBehavior.NO_ADVERTISE,
                                            SelectedListenerFailureBehavior.ACCEPT,
                                            MuxProtocol.ALPN));
            if (ca == null) {
                builder.trustManager(SystemRoots.factory());
            } else {
                builder.trustManager(ca.certificates().toArray(X509Certificate[]::new));
            }
            context = builder.build();
            contextCa = ca;
        }
        return context;
    }
}
