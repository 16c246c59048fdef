package dev.tunnel.edge.ingress.http;

import dev.tunnel.edge.ingress.policy.Asked;
import dev.tunnel.edge.ingress.policy.Policies;
import dev.tunnel.edge.ingress.policy.Verdict;
import dev.tunnel.edge.tunnel.Endpoint;
import dev.tunnel.edge.tunnel.Lookup;
import dev.tunnel.edge.tunnel.Tunnel;
import dev.tunnel.edge.tunnel.TunnelRegistry;

/// Finds the tunnel of each request anew and applies the tunnel's own rules to it.
final class Router {
    private final TunnelRegistry registry;
    private final Policies policies;

    Router(TunnelRegistry registry, Policies policies) {
        this.registry = registry;
        this.policies = policies;
    }

    Route route(PublicRequest request, Origin origin) {
        var host = request.authority().host();
        return switch (registry.find(new Endpoint.HttpHost(host))) {
            case Lookup.Unknown _ -> new Route.Refused(null, unknown(host, origin));
            case Lookup.Found(var tunnel) -> admit(request, origin, tunnel, new Route.To(tunnel));
            case Lookup.Detached(var tunnel, var back) ->
                    admit(request, origin, tunnel, new Route.Wait(tunnel, back));
        };
    }

    /// A visitor that would reach a TLS tunnel, had it made a connection for its name, is told to
    /// do so (RFC 9110, 15.5.20).
    private Refusal unknown(String host, Origin origin) {
        return origin.https()
                        && !(registry.find(new Endpoint.TlsHost(host)) instanceof Lookup.Unknown)
                ? Refusals.misdirected(host)
                : Refusals.unknownTunnel(host);
    }

    private Route admit(PublicRequest request, Origin origin, Tunnel tunnel, Route admitted) {
        var asked =
                new Asked(
                        origin.address().getAddress(),
                        origin.https(),
                        origin.authority().host(),
                        request.head());
        return switch (policies.judge(tunnel, asked)) {
            case Verdict.Allow _ -> admitted;
            case Verdict.Refuse refuse -> new Route.Refused(tunnel, Refusals.of(refuse));
            case Verdict.Redirect(var location) ->
                    new Route.Refused(tunnel, Refusals.httpsOnly(location));
        };
    }
}
