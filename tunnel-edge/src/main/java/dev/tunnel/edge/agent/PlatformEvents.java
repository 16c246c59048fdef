package dev.tunnel.edge.agent;

import dev.tunnel.api.edge.EdgeEvent;
import dev.tunnel.edge.tunnel.CloseReason;
import dev.tunnel.edge.tunnel.Session;
import dev.tunnel.edge.tunnel.SessionRegistry;
import dev.tunnel.edge.tunnel.Tunnel;
import dev.tunnel.edge.tunnel.TunnelRegistry;
import io.netty.util.concurrent.EventExecutor;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does what the platform decided: closes, limits. Control executor only.
final class PlatformEvents {
    private static final Logger log = LoggerFactory.getLogger(PlatformEvents.class);

    /// A tunnel that another session takes over is reported closed while the grant of its successor
    /// is still on its way; so long the name may wait, and visitors find no gap.
    private static final int TAKE_OVER_MILLIS = 250;

    private final EventExecutor control;
    private final SessionRegistry sessions;
    private final TunnelRegistry tunnels;
    private final Departures departures;
    private final Openings openings;
    private final Grace grace;
    private final Quotas quotas;

    PlatformEvents(
            EventExecutor control,
            SessionRegistry sessions,
            TunnelRegistry tunnels,
            Departures departures,
            Openings openings,
            Grace grace,
            Quotas quotas) {
        this.control = control;
        this.sessions = sessions;
        this.tunnels = tunnels;
        this.departures = departures;
        this.openings = openings;
        this.grace = grace;
        this.quotas = quotas;
    }

    void apply(EdgeEvent event) {
        log.debug("event {}", event);
        switch (event.type()) {
            case AUTHTOKEN_REVOKED, ACCOUNT_SUSPENDED ->
                    session(event)
                            .ifPresent(session -> {
                                var reason = Reasons.ofPlatform(event);
                                grace.refused(session.owner().authtokenHash(), reason);
                                departures.close(session, reason);
                            });
            case SESSION_CLOSED -> {
                if (!(departures.isDraining() && "superseded".equals(event.detail()))) {
                    session(event).ifPresent(it -> departures.close(it, Reasons.ofPlatform(event)));
                }
            }
            case TUNNEL_CLOSED ->
                    tunnel(event.tunnelId())
                            .ifPresent(tunnel -> close(tunnel, Reasons.ofPlatform(event)));
            case DRAIN -> log.debug("not for the agents' side");
            case QUOTA_CHANGED -> quotas.changed(event.quota());
        }
    }

    private void close(Tunnel tunnel, CloseReason reason) {
        if (openings.isPending()) {
            Runnable close =
                    () -> {
                        if (tunnel.isOpen()) {
                            departures.close(tunnel, reason);
                        }
                    };
            var _ = control.schedule(close, TAKE_OVER_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            departures.close(tunnel, reason);
        }
    }

    /// The session that is meant; empty when its agent came back meanwhile with a newer generation.
    private Optional<Session> session(EdgeEvent event) {
        var id = event.sessionId();
        var newest = event.generation();
        return (id == null ? Optional.<Session>empty() : sessions.find(id))
                .filter(it -> newest == null || it.grant().generation() <= newest);
    }

    private Optional<Tunnel> tunnel(@Nullable UUID id) {
        return id == null ? Optional.empty() : tunnels.find(id);
    }
}
