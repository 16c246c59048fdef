package dev.tunnel.server.edge;

import dev.tunnel.api.edge.ContractVersions;
import dev.tunnel.api.edge.EdgeEvent;
import dev.tunnel.api.edge.EdgeHeartbeat;
import dev.tunnel.api.edge.EdgeRegistered;
import dev.tunnel.api.edge.EdgeRegistration;
import dev.tunnel.server.config.TunnelConfig;
import dev.tunnel.server.http.ProblemException;
import dev.tunnel.server.session.QuotaNews;
import dev.tunnel.server.session.Reconciliation;
import dev.tunnel.server.token.PortRange;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Registration and leases of edges.
@ApplicationScoped
class EdgeService {
    /// An edge that is not heard for so long is taken for dead.
    static final Duration LEASE = Duration.ofSeconds(60);

    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final Edges edges;
    private final Reconciliation reconciliation;
    private final QuotaNews news;
    private final TunnelConfig config;
    private final Clock clock;

    EdgeService(
            Edges edges,
            Reconciliation reconciliation,
            QuotaNews news,
            TunnelConfig config,
            Clock clock) {
        this.edges = edges;
        this.reconciliation = reconciliation;
        this.news = news;
        this.config = config;
        this.clock = clock;
    }

    /// @throws ProblemException `invalid_request` when the edge is set up for another server
    @Transactional
    EdgeRegistered register(KnownEdge edge, EdgeRegistration registration) {
        check(edge, registration);
        int contract = agree(registration.contract());
        edges.describe(edge.id(), registration.version(), registration.address());
        renewLease(edge.id());
        return new EdgeRegistered(
                edge.id(),
                (int) LEASE.toSeconds(),
                (int) HEARTBEAT.toSeconds(),
                edges.lastSequence(edge.id()),
                contract);
    }

    EdgeHeartbeat.Answer heartbeat(UUID edge, EdgeHeartbeat heartbeat) {
        Instant heard = edges.lastSeen(edge).orElse(clock.instant()).minus(LEASE);
        renewLease(edge);
        List<EdgeEvent> events = new ArrayList<>(reconciliation.compare(edge, heartbeat));
        events.addAll(news.missed(edge, heard));
        return new EdgeHeartbeat.Answer(events);
    }

    private void renewLease(UUID edge) {
        Instant now = clock.instant();
        edges.renewLease(edge, now, now.plus(LEASE));
    }

    private static int agree(@Nullable ContractVersions edge) {
        return ContractVersions.SPOKEN
                .common(edge)
                .orElseThrow(() ->
                        ProblemException.invalid(
                                "contract",
                                "has no version in common with this platform, which speaks "
                                        + ContractVersions.SPOKEN));
    }

    private void check(KnownEdge edge, EdgeRegistration registration) {
        if (!registration.name().equals(edge.name())) {
            throw ProblemException.invalid(
                    "name", "is not that of the edge with this key, " + edge.name());
        }
        String domain = registration.address().domain().toLowerCase(Locale.ROOT);
        if (!domain.equals(config.domain().toLowerCase(Locale.ROOT))) {
            throw ProblemException.invalid(
                    "address.domain", "is not this platform's, " + config.domain());
        }
        int from = registration.address().tcpPortFrom();
        int to = registration.address().tcpPortTo();
        if (!PortRange.valid(from, to)) {
            throw ProblemException.invalid(
                    "address.tcpPortFrom", "makes no range of ports with tcpPortTo");
        }
    }
}
