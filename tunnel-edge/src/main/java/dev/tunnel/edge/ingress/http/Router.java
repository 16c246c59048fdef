package dev.tunnel.edge.ingress.http;

import dev.tunnel.edge.tunnel.BasicAuth;
import dev.tunnel.edge.tunnel.Endpoint;
import dev.tunnel.edge.tunnel.Lookup;
import dev.tunnel.edge.tunnel.Tunnel;
import dev.tunnel.edge.tunnel.TunnelRegistry;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import java.util.Base64;

/// Finds the tunnel of each request anew and applies the tunnel's own rules to it.
final class Router {
    private static final String BASIC = "Basic ";
    private static final int HTTPS = 443;

    private final TunnelRegistry registry;
    private final int publicHttpsPort;

    Router(TunnelRegistry registry, int publicHttpsPort) {
        this.registry = registry;
        this.publicHttpsPort = publicHttpsPort;
    }

    /// @param tls whether the visitor came over HTTPS
    Route route(PublicRequest request, boolean tls) {
        var host = request.authority().host();
        return switch (registry.find(new Endpoint.HttpHost(host))) {
            case Lookup.Unknown _ -> new Route.Refused(null, unknown(host, tls));
            case Lookup.Found(var tunnel) -> admit(request, tls, tunnel, new Route.To(tunnel));
            case Lookup.Detached(var tunnel, var back) ->
                    admit(request, tls, tunnel, new Route.Wait(tunnel, back));
        };
    }

    /// A visitor that would reach a TLS tunnel, had it made a connection for its name, is told to
    /// do so (RFC 9110, 15.5.20).
    private Refusal unknown(String host, boolean tls) {
        return tls && !(registry.find(new Endpoint.TlsHost(host)) instanceof Lookup.Unknown)
                ? Refusals.misdirected(host)
                : Refusals.unknownTunnel(host);
    }

    private Route admit(PublicRequest request, boolean tls, Tunnel tunnel, Route admitted) {
        var options = tunnel.options();
        var scheme = tls ? "https" : "http";
        if (!options.schemes().contains(scheme)) {
            return new Route.Refused(tunnel, wrongScheme(request, tls));
        }
        var auth = options.access().basicAuth();
        if (auth != null && !isAuthorized(request.head(), auth)) {
            return new Route.Refused(tunnel, Refusals.unauthorized());
        }
        return admitted;
    }

    private Refusal wrongScheme(PublicRequest request, boolean tls) {
        var host = request.authority().host();
        if (tls) {
            return Refusals.schemeNotServed(host, "https");
        }
        var path = request.head().uri().startsWith("/") ? request.head().uri() : "/";
        var port = publicHttpsPort == HTTPS ? "" : ":" + publicHttpsPort;
        return Refusals.httpsOnly("https://" + host + port + path);
    }

    private static boolean isAuthorized(HttpRequest request, BasicAuth auth) {
        var sent = request.headers().getAll(HttpHeaderNames.AUTHORIZATION);
        if (sent.size() != 1 || !sent.getFirst().regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return false;
        }
        try {
            return auth.matches(
                    Base64.getDecoder().decode(sent.getFirst().substring(BASIC.length()).trim()));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
