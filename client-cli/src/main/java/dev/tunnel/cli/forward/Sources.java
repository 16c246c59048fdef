package dev.tunnel.cli.forward;

import dev.tunnel.cli.config.TunnelDefinition;
import dev.tunnel.cli.inspect.capture.Source;
import dev.tunnel.cli.inspect.capture.Source.Kind;
import dev.tunnel.protocol.mux.StreamOpen;
import org.jspecify.annotations.Nullable;

/// A stream in the inspector's words.
final class Sources {

    private Sources() {}

    static Source of(TunnelDefinition tunnel, StreamOpen open) {
        return of(tunnel, open.visitor(), open.tls(), tunnel.upstream().proxyProtocol());
    }

    /// Of a request that the agent makes itself.
    static Source ofReplay(TunnelDefinition tunnel) {
        return of(tunnel, "", false, null);
    }

    private static Source of(
            TunnelDefinition tunnel, String visitor, boolean tls, @Nullable String proxyProtocol) {
        return new Source(
                tunnel.name(),
                kind(tunnel),
                tunnel.target().toString(),
                visitor,
                tls,
                proxyProtocol);
    }

    private static Kind kind(TunnelDefinition tunnel) {
        return switch (tunnel.proto()) {
            case HTTP -> "http2".equals(tunnel.upstream().protocol()) ? Kind.HTTP2 : Kind.HTTP;
            case TCP -> Kind.TCP;
            case TLS -> Kind.TLS;
        };
    }
}
