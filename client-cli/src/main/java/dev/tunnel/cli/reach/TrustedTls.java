package dev.tunnel.cli.reach;

import dev.tunnel.cli.config.PrivateCa;
import dev.tunnel.cli.config.SystemRoots;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.util.List;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// TLS that trusts the system's roots, and the user's CA beside them. Reading the roots takes time:
/// it is done when they are first needed.
public final class TrustedTls {
    private final SslProvider provider;
    private final @Nullable PrivateCa ca;
    private @Nullable SslContext context;

    public TrustedTls(SslProvider provider, @Nullable PrivateCa ca) {
        this.provider = provider;
        this.ca = ca;
    }

    synchronized SslContext context() throws SSLException {
        if (context == null) {
            context =
                    SslContextBuilder.forClient()
                            .sslProvider(provider)
                            .trustManager(
                                    SystemRoots.factory(ca == null ? List.of() : ca.certificates()))
                            .endpointIdentificationAlgorithm("HTTPS")
                            .build();
        }
        return context;
    }
}
