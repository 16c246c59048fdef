package dev.tunnel.cli.forward;

import dev.tunnel.cli.config.HostPort;
import dev.tunnel.cli.config.SystemRoots;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.concurrent.Promise;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// TLS to local services: contexts are made when first needed.
final class LocalTls {

    private final SslProvider provider;
    private final Duration timeout;
    private @Nullable SslContext verifying;
    private @Nullable SslContext trusting;

    LocalTls(SslProvider provider, Duration timeout) {
        this.provider = provider;
        this.timeout = timeout;
    }

    /// The pipeline of a connection to a TLS service. Reports to `ready` when the handshake is
    /// done.
    ChannelHandler initializer(HostPort name, boolean verify, Promise<Channel> ready) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) throws SSLException {
                SslHandler tls =
                        context(verify).newHandler(channel.alloc(), name.host(), name.port());
                tls.setHandshakeTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
                channel.pipeline().addLast(tls, new HandshakeReport(ready));
            }
        };
    }

    private synchronized SslContext context(boolean verify) throws SSLException {
        if (verify) {
            if (verifying == null) {
                verifying = builder().trustManager(SystemRoots.factory()).build();
            }
            return verifying;
        }
        if (trusting == null) {
            trusting =
                    builder()
                            .trustManager(InsecureTrustManagerFactory.INSTANCE)
                            .endpointIdentificationAlgorithm(null)
                            .build();
        }
        return trusting;
    }

    private SslContextBuilder builder() {
        return SslContextBuilder.forClient().sslProvider(provider);
    }
}
