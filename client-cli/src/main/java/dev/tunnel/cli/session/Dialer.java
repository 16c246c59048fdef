package dev.tunnel.cli.session;

import dev.tunnel.cli.config.HostPort;
import dev.tunnel.cli.config.PrivateCa;
import dev.tunnel.cli.config.SystemRoots;
import dev.tunnel.cli.reach.Exit;
import dev.tunnel.protocol.mux.MuxProtocol;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.security.cert.X509Certificate;
import java.util.Objects;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Makes the connection to an edge: TCP, TLS 1.3, the mux protocol agreed on, and the edge's
/// certificate and name verified.
public final class Dialer {
    private final Exit exit;
    private final SslProvider provider;
    private final EventLoop loop;
    private @Nullable PrivateCa contextCa;
    private @Nullable SslContext context;

    public Dialer(Exit exit, SslProvider provider, EventLoop loop) {
        this.exit = exit;
        this.provider = provider;
        this.loop = loop;
    }

    /// A connection that is ready for [dev.tunnel.protocol.mux.MuxConnection]. Event loop only.
    ///
    /// @param ca absent for the system's roots
    public Future<Channel> dial(HostPort address, @Nullable PrivateCa ca) {
        Promise<Channel> secured = loop.newPromise();
        exit.connect(loop, address)
                .addListener((Future<Channel> connected) -> {
                    if (connected.isSuccess()) {
                        secure(connected.getNow(), address, ca, secured);
                    } else {
                        secured.setFailure(connected.cause());
                    }
                });
        return agreed(secured);
    }

    private void secure(
            Channel channel, HostPort address, @Nullable PrivateCa ca, Promise<Channel> secured) {
        try {
            exit.secure(channel, address, context(ca))
                    .addListener((Future<Channel> done) -> {
                        if (done.isSuccess()) {
                            secured.setSuccess(channel);
                        } else {
                            secured.setFailure(done.cause());
                        }
                    });
        } catch (SSLException e) {
            channel.close();
            secured.setFailure(e);
        }
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
                            .sslProvider(provider)
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
