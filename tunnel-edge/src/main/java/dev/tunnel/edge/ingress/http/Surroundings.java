package dev.tunnel.edge.ingress.http;

import dev.tunnel.edge.ingress.Lifetime;
import dev.tunnel.edge.ingress.policy.Policies;
import dev.tunnel.edge.telemetry.Visits;
import dev.tunnel.edge.tunnel.TunnelRegistry;

/// What requests need that has nothing to do with the version of HTTP.
///
/// @param visits told of every request's end
public record Surroundings(
        HttpSettings settings,
        TunnelRegistry registry,
        Policies policies,
        Lifetime lifetime,
        Visits visits,
        HttpMemory memory) {

    /// With as much memory as usual.
    public Surroundings(
            HttpSettings settings,
            TunnelRegistry registry,
            Policies policies,
            Lifetime lifetime,
            Visits visits) {
        this(settings, registry, policies, lifetime, visits, HttpMemory.usual());
    }

    /// @param tls whether visitors come over TLS
    Visit.Rules rules(boolean tls) {
        return new Visit.Rules(
                settings, new Router(registry, policies), lifetime, visits, memory, tls);
    }
}
