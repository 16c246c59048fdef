package dev.tunnel.edge.agent;

import dev.tunnel.edge.config.AgentSettings;
import dev.tunnel.edge.platform.Reachability;
import dev.tunnel.edge.tunnel.Agent;
import dev.tunnel.edge.tunnel.CloseReason;
import dev.tunnel.edge.tunnel.Endpoint;
import dev.tunnel.edge.tunnel.Session;
import dev.tunnel.edge.tunnel.SessionRegistry;
import dev.tunnel.edge.tunnel.TcpPorts;
import dev.tunnel.edge.tunnel.Tunnel;
import dev.tunnel.edge.tunnel.TunnelRegistry;
import io.netty.util.concurrent.EventExecutor;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How sessions and tunnels end: agents that vanish, say goodbye, or are shown the door. Control
/// executor only.
public final class Departures {
    private static final Logger log = LoggerFactory.getLogger(Departures.class);

    /// Agents that are sent elsewhere in a millisecond: as many as an edge can welcome.
    private static final int DRAINED_PER_MILLI = 4;

    private final EventExecutor control;
    private final AgentSettings settings;
    private final SessionRegistry sessions;
    private final TunnelRegistry tunnels;
    private final TcpPorts ports;
    private final Reachability platform;
    private final Farewells farewells;
    private boolean draining;

    Departures(
            EventExecutor control,
            AgentSettings settings,
            SessionRegistry sessions,
            TunnelRegistry tunnels,
            TcpPorts ports,
            Reachability platform,
            Farewells farewells) {
        this.control = control;
        this.settings = settings;
        this.sessions = sessions;
        this.tunnels = tunnels;
        this.ports = ports;
        this.platform = platform;
        this.farewells = farewells;
    }

    /// The connection dropped without goodbye: the session waits for its agent. Nothing happens
    /// when the session has a newer connection.
    public void lost(Session session, Agent agent, String why) {
        if (session.detach(agent)) {
            log.info("{} detached: {}", session, why);
            expireLater(session, session.attachments());
        }
    }

    /// The agent said that it stops: everything it had ends now.
    public void left(Session session, Agent agent) {
        if (session.isServedBy(agent)) {
            close(session, Reasons.STOPPED);
        }
    }

    /// Ends a session: its live public connections are cut, its endpoints are free, its agent is
    /// told why.
    public void close(Session session, CloseReason reason) {
        if (!sessions.remove(session)) {
            return;
        }
        log.info("{} closed: {}", session, reason.code());
        session.holdings().forEach(held -> cut(held.tunnel(), reason));
        session.agent()
                .ifPresent(agent -> {
                    session.detach(agent);
                    agent.close(reason);
                });
        farewells.ended(session.id(), session.grant().generation(), reason);
    }

    /// An agent that was sent elsewhere is at another edge now; what is under way on its connection
    /// here goes on.
    boolean isDraining() {
        return draining;
    }

    /// Closes one tunnel that the agent does not want any more.
    public void close(Session session, Agent agent, Tunnel tunnel) {
        if (session.isServedBy(agent)) {
            release(session, tunnel, Reasons.STOPPED);
        }
    }

    /// Closes one tunnel and tells its agent why.
    void close(Tunnel tunnel, CloseReason reason) {
        log.info("{} closed: {}", tunnel, reason.code());
        cut(tunnel, reason);
        forget(tunnel, reason);
    }

    /// Another tunnel has the endpoint by now.
    void displaced(Tunnel tunnel) {
        tunnel.closeReason()
                .ifPresent(reason -> {
                    log.info("{} closed: {}", tunnel, reason.code());
                    forget(tunnel, reason);
                });
    }

    /// Closes one tunnel and frees its name.
    void release(Session session, Tunnel tunnel, CloseReason reason) {
        log.info("{} closed: {}", tunnel, reason.code());
        cut(tunnel, reason);
        session.forget(tunnel);
        farewells.released(tunnel.id(), session.grant().generation(), reason.code());
    }

    /// After a resume: tunnels that the agent does not open again in time are closed.
    void sweepLater(Session session) {
        int attachments = session.attachments();
        after(() -> {
            if (session.isAttached() && session.attachments() == attachments) {
                sweep(session);
            }
        });
    }

    private void sweep(Session session) {
        for (var held : session.holdings()) {
            if (held.tunnel().isDetached()) {
                release(session, held.tunnel(), Reasons.NOT_REOPENED);
            }
        }
    }

    /// While the platform is away a session is kept: the agent could not get a new one.
    private void expireLater(Session session, int attachments) {
        after(() -> {
            if (session.isAttached() || session.attachments() != attachments) {
                return;
            }
            if (platform.isUp() || platform.isAwayFor(settings.grace())) {
                close(session, Reasons.LOST);
            } else {
                expireLater(session, attachments);
            }
        });
    }

    private void after(Runnable task) {
        var _ = control.schedule(task, settings.detached().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void forget(Tunnel tunnel, CloseReason reason) {
        sessions.holderOf(tunnel)
                .ifPresent(holder -> {
                    holder.forget(tunnel);
                    holder.agent().ifPresent(agent -> agent.tunnelClosed(tunnel, reason));
                });
    }

    private void cut(Tunnel tunnel, CloseReason reason) {
        boolean freed = tunnels.close(tunnel, reason);
        if (freed && tunnel.endpoint() instanceof Endpoint.TcpPort(int port)) {
            ports.close(port);
        }
    }

    /// Sends every agent elsewhere, a few at a time so that they do not arrive together; what is
    /// under way on their connections goes on. Sessions stay as they are on the platform: the
    /// agents find their names again.
    public void drain() {
        draining = true;
        long place = 0;
        for (var session : List.copyOf(sessions.all())) {
            long delay = place++ / DRAINED_PER_MILLI;
            var _ =
                    control.schedule(
                            () ->
                                    session.agent()
                                            .ifPresent(agent -> agent.retire(Reasons.DRAINING)),
                            delay,
                            TimeUnit.MILLISECONDS);
        }
    }

    /// Ends the connections of agents, and what is still under way on them.
    public void cut() {
        for (var session : List.copyOf(sessions.all())) {
            session.agent().ifPresent(agent -> agent.close(Reasons.DRAINING));
        }
        List.copyOf(tunnels.all())
                .forEach(tunnel -> tunnels.close(tunnel, Reasons.DRAINING.abruptly()));
    }
}
