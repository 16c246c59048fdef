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

/// Does what the platform says must be closed. Control executor only.
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

    PlatformEvents(
            EventExecutor control,
            SessionRegistry sessions,
            TunnelRegistry tunnels,
            Departures departures,
            Openings openings,
            Grace grace) {
        this.control = control;
        this.sessions = sessions;
        this.tunnels = tunnels;
        this.departures = departures;
        this.openings = openings;
        this.grace = grace;
    }

    void apply(EdgeEvent event) {
        log.debug("event {}", event);
        switch (event.type()) {
            case AUTHTOKEN_REVOKED ->
                    shut(event, "authtoken_revoked", "The authtoken was revoked.");
            case ACCOUNT_SUSPENDED -> shut(event, "account_suspended", "The account is suspended.");
            case SESSION_CLOSED ->
                    session(event.sessionId())
                            .ifPresent(session -> departures.close(session, closed(event)));
            case TUNNEL_CLOSED -> tunnel(event.tunnelId()).ifPresent(it -> close(it, event));
        }
    }

    private void shut(EdgeEvent event, String code, String message) {
        var reason = new CloseReason(code, message, false);
        session(event.sessionId())
                .ifPresent(session -> {
                    grace.refused(session.owner().authtokenHash(), reason);
                    departures.close(session, reason);
                });
    }

    private static CloseReason closed(EdgeEvent event) {
        var detail = event.detail();
        return new CloseReason(
                "session_closed",
                detail == null ? "The platform closed the session." : detail,
                true);
    }

    private void close(Tunnel tunnel, EdgeEvent event) {
        var detail = event.detail();
        var reason =
                new CloseReason(
                        "closed_by_platform",
                        detail == null ? "The tunnel was closed on the platform." : detail,
                        false);
        if (openings.isPending()) {
            var _ =
                    control.schedule(
                            () -> {
                                if (tunnel.isOpen()) {
                                    departures.close(tunnel, reason);
                                }
                            },
                            TAKE_OVER_MILLIS,
                            TimeUnit.MILLISECONDS);
        } else {
            departures.close(tunnel, reason);
        }
    }

    private Optional<Session> session(@Nullable UUID id) {
        return id == null ? Optional.empty() : sessions.find(id);
    }

    private Optional<Tunnel> tunnel(@Nullable UUID id) {
        return id == null ? Optional.empty() : tunnels.find(id);
    }
}
