package dev.tunnel.edge.agent;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.api.edge.AuthoriseRequest;
import dev.tunnel.api.edge.AuthoriseRequest.Resume;
import dev.tunnel.api.edge.ClaimGranted;
import dev.tunnel.api.edge.ClaimRequest;
import dev.tunnel.api.edge.SessionGranted;
import dev.tunnel.edge.platform.Outcome;
import dev.tunnel.edge.platform.Platform;
import dev.tunnel.edge.tunnel.CloseReason;
import dev.tunnel.edge.tunnel.Grant;
import dev.tunnel.edge.tunnel.Holding;
import dev.tunnel.edge.tunnel.Session;
import dev.tunnel.edge.tunnel.SessionRegistry;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// When the platform is back: authorises the sessions and claims the tunnels that agents were given
/// back in the meantime. What the platform now refuses is closed with its reason. Control executor
/// only.
final class Confirmations {
    private static final Logger log = LoggerFactory.getLogger(Confirmations.class);

    private final Platform platform;
    private final SessionRegistry sessions;
    private final Departures departures;
    private final Farewells farewells;
    private final Grace grace;
    private final Quotas quotas;
    private final Set<UUID> underWay = new HashSet<>();

    Confirmations(
            Platform platform,
            SessionRegistry sessions,
            Departures departures,
            Farewells farewells,
            Grace grace,
            Quotas quotas) {
        this.platform = platform;
        this.sessions = sessions;
        this.departures = departures;
        this.farewells = farewells;
        this.grace = grace;
        this.quotas = quotas;
    }

    /// Asks for everything that is not confirmed; what the platform does not answer is asked again
    /// next time.
    void run() {
        for (var session : sessions.all()) {
            if (session.isAttached() && underWay.add(session.id())) {
                if (session.isConfirmed()) {
                    claim(session);
                } else {
                    authorise(session);
                }
            }
        }
    }

    private void authorise(Session session) {
        var grant = session.grant();
        platform.authorise(
                new AuthoriseRequest(
                        session.owner().authtokenHash(),
                        session.facts(),
                        new Resume(session.id(), grant.secretHash())),
                outcome -> {
                    if (session.isConfirmed() || session.grant() != grant) {
                        underWay.remove(session.id());
                        return;
                    }
                    authorised(session, outcome);
                });
    }

    private void authorised(Session session, Outcome<SessionGranted> outcome) {
        switch (outcome) {
            case Outcome.Ok<SessionGranted>(var granted) -> {
                quotas.changed(granted.quota());
                if (granted.sessionId().equals(session.id())) {
                    session.confirm(
                            new Grant(
                                    granted.sessionId(),
                                    granted.generation(),
                                    Hash.of(granted.secret()),
                                    granted.maxTunnels()));
                    grace.vouched(session.owner().authtokenHash());
                    log.info("{} confirmed by the platform", session);
                    claim(session);
                } else {
                    farewells.ended(granted.sessionId(), granted.generation(), Reasons.RENEWED);
                    close(session, Reasons.RENEWED);
                }
            }
            case Outcome.Refused<SessionGranted>(var code, var message) -> {
                var reason = new CloseReason(code.wire(), message, false).abruptly();
                grace.refused(session.owner().authtokenHash(), reason);
                close(session, reason);
            }
            case Outcome.Unavailable<SessionGranted> _ -> underWay.remove(session.id());
        }
    }

    private void close(Session session, CloseReason reason) {
        underWay.remove(session.id());
        departures.close(session, reason);
    }

    private void claim(Session session) {
        underWay.remove(session.id());
        session.holdings().stream()
                .filter(held -> !held.confirmed() && !held.tunnel().isDetached())
                .forEach(held -> claim(session, held));
    }

    private void claim(Session session, Holding held) {
        var asked = held.request();
        var generation = session.grant().generation();
        platform.claim(
                new ClaimRequest(
                        session.id(),
                        generation,
                        asked.tunnelKey(),
                        asked.proto(),
                        asked.schemes(),
                        asked.subdomain(),
                        asked.hostname(),
                        asked.remotePort(),
                        asked.excludedPorts(),
                        asked.target()),
                outcome -> {
                    if (session.grant().generation() == generation && held.tunnel().isOpen()) {
                        claimed(session, held, outcome);
                    }
                });
    }

    private void claimed(Session session, Holding held, Outcome<ClaimGranted> outcome) {
        switch (outcome) {
            case Outcome.Ok<ClaimGranted>(var granted) -> {
                if (granted.tunnelId().equals(held.tunnel().id())
                        && granted.urls().equals(held.tunnel().identity().urls())) {
                    session.confirm(held);
                } else {
                    // The same key brings something else now; the agent must open it to know.
                    close(session, Reasons.RENEWED);
                }
            }
            case Outcome.Refused<ClaimGranted>(var code, var message) -> {
                if (code == ProblemCode.SESSION_SUPERSEDED) {
                    close(session, Reasons.SUPERSEDED);
                } else {
                    departures.close(held.tunnel(), new CloseReason(code.wire(), message, false));
                }
            }
            case Outcome.Unavailable<ClaimGranted> _ -> {}
        }
    }
}
