package dev.tunnel.cli.forward;

import dev.tunnel.cli.config.HostPort;
import dev.tunnel.cli.config.PrivateCa;
import dev.tunnel.cli.config.SystemRoots;
import dev.tunnel.cli.config.TargetTls;
import dev.tunnel.cli.reach.HandshakeReport;
import io.netty.channel.Channel;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/// TLS to local services: contexts are made when first needed.
final class LocalTls {

    private final SslProvider provider;
    private final Duration timeout;
    private final Map<Wish, SslContext> contexts = new HashMap<>();

    /// What a connection has to be.
    ///
    /// @param http2 whether HTTP/2 is negotiated; a service that knows no ALPN is taken to speak it
    record Wish(TargetTls tls, boolean http2) {}

    LocalTls(SslProvider provider, Duration timeout) {
        this.provider = provider;
        this.timeout = timeout;
    }

    /// Speaks TLS on a connection just made.
    ///
    /// @return completes when the handshake is done
    Future<Channel> secure(Channel channel, HostPort address, Wish wish) {
        Promise<Channel> ready = channel.eventLoop().newPromise();
        String wanted = wish.tls().serverName();
        String name = wanted == null ? address.host() : wanted;
        try {
            SslHandler tls = context(wish).newHandler(channel.alloc(), name, address.port());
            tls.setHandshakeTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
            channel.pipeline().addLast(tls, new HandshakeReport(ready));
        } catch (SSLException e) {
            channel.close();
            ready.setFailure(e);
        }
        return ready;
    }

    private synchronized SslContext context(Wish wish) throws SSLException {
        SslContext known = contexts.get(wish);
        if (known != null) {
            return known;
        }
        SslContextBuilder builder = SslContextBuilder.forClient().sslProvider(provider);
        PrivateCa ca = wish.tls().ca();
        if (wish.tls().verify()) {
            builder.trustManager(SystemRoots.factory(ca == null ? List.of() : ca.certificates()))
                    .endpointIdentificationAlgorithm("HTTPS");
        } else {
            builder.trustManager(InsecureTrustManagerFactory.INSTANCE)
                    .endpointIdentificationAlgorithm(null);
        }
        if (wish.http2()) {
            builder.applicationProtocolConfig(
                    new ApplicationProtocolConfig(
                            Protocol.ALPN,
                            SelectorFailureBehavior.NO_ADVERTISE,
                            SelectedListenerFailureBehavior.ACCEPT,
                            ApplicationProtocolNames.HTTP_2));
        }
        SslContext made = builder.build();
        contexts.put(wish, made);
        return made;
    }
}
