package dev.tunnel.edge;

import dev.tunnel.edge.acme.Acme;
import dev.tunnel.edge.config.AcmeSettings;
import dev.tunnel.edge.config.EdgeSettings;
import dev.tunnel.edge.config.PublicAddress;
import dev.tunnel.edge.platform.CertificateCalls;
import dev.tunnel.edge.telemetry.Meters;
import dev.tunnel.edge.tls.OrderedCertificates;
import dev.tunnel.edge.tls.ServerTls;
import dev.tunnel.edge.tunnel.Endpoint;
import dev.tunnel.edge.tunnel.Lookup;
import dev.tunnel.edge.tunnel.TunnelRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/// What ordering certificates needs of this edge.
///
/// @param names the server's own, for which no certificate was given
record Ordering(
        AcmeSettings settings,
        OrderedCertificates certificates,
        List<String> names,
        String domain,
        TunnelRegistry tunnels,
        CertificateCalls platform,
        ExecutorService threads) {

    /// Empty when nothing is ordered.
    static Optional<Ordering> of(
            EdgeSettings settings,
            ServerTls tls,
            TunnelRegistry tunnels,
            CertificateCalls platform,
            ExecutorService threads) {
        var acme = settings.tls().acme();
        return acme == null
                ? Optional.empty()
                : tls.ordered()
                        .map(certificates ->
                                new Ordering(
                                        acme,
                                        certificates,
                                        names(settings, acme).stream()
                                                .filter(name -> !tls.isGiven(name))
                                                .toList(),
                                        settings.address().domain(),
                                        tunnels,
                                        platform,
                                        threads));
    }

    /// The names that are ordered without a visitor, with the wildcard for those that it covers.
    static List<String> names(EdgeSettings settings, AcmeSettings acme) {
        var address = settings.address();
        var names = new LinkedHashSet<String>();
        names.add(address.domain());
        names.add(address.agentHost());
        names.addAll(settings.platform().hosts());
        names.removeIf(name -> name.indexOf('.') < 0);
        if (acme.dns() != null) {
            names.removeIf(name -> isCovered(name, address));
            names.add("*." + address.domain());
        }
        return List.copyOf(names);
    }

    private static boolean isCovered(String name, PublicAddress address) {
        int dot = name.indexOf('.');
        return name.equals(address.domain()) || name.substring(dot + 1).equals(address.domain());
    }

    Acme.Surroundings around(Clock clock, SecureRandom random) {
        return new Acme.Surroundings(
                platform, certificates, names, domain, this::isServed, threads, clock, random);
    }

    private boolean isServed(String host) {
        return !(tunnels.find(new Endpoint.HttpHost(host)) instanceof Lookup.Unknown);
    }

    static void show(Acme acme, Meters meters) {
        meters.counted(
                "tunnel_edge_acme_orders_total",
                "Certificates ordered, by how that ended.",
                acme::orders);
        meters.counter(
                "tunnel_edge_acme_answers_total",
                "Questions of certificate authorities that were answered.",
                acme::answered);
        meters.gauge(
                "tunnel_edge_acme_certificates",
                "Ordered certificates in use.",
                acme::certificates);
        meters.gauge(
                "tunnel_edge_acme_without",
                "Hosts that were asked for lately and have no certificate.",
                acme::without);
    }
}
