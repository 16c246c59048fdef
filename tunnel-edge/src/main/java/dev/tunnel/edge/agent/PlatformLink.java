package dev.tunnel.edge.agent;

import dev.tunnel.api.edge.EdgeEvent;
import dev.tunnel.api.edge.EdgeHeartbeat;
import dev.tunnel.api.edge.EdgeHeartbeat.LiveSession;
import dev.tunnel.api.edge.EdgeRegistered;
import dev.tunnel.api.edge.EdgeRegistration;
import dev.tunnel.edge.platform.Backoff;
import dev.tunnel.edge.platform.EventListener;
import dev.tunnel.edge.platform.Outcome;
import dev.tunnel.edge.platform.Platform;
import dev.tunnel.edge.tunnel.Session;
import dev.tunnel.edge.tunnel.SessionRegistry;
import dev.tunnel.edge.tunnel.Tunnel;
import dev.tunnel.edge.tunnel.TunnelRegistry;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the edge known to the platform: registers, renews the lease, and after every gap makes the
/// two agree again on what is live. Control executor only.
public final class PlatformLink implements EventListener {
    private static final Logger log = LoggerFactory.getLogger(PlatformLink.class);

    private final EventExecutor control;
    private final Platform platform;
    private final SessionRegistry sessions;
    private final TunnelRegistry tunnels;
    private final PlatformEvents events;
    private final Confirmations confirmations;
    private final Farewells farewells;
    private final Grace grace;
    private final Backoff backoff;

    private @Nullable EdgeRegistration registration;
    private LongConsumer onRegistered = _ -> {};
    private Runnable onDrain = () -> {};
    private volatile boolean registered;
    private boolean beating;
    private boolean stopped;

    PlatformLink(
            EventExecutor control,
            Platform platform,
            SessionRegistry sessions,
            TunnelRegistry tunnels,
            PlatformEvents events,
            Confirmations confirmations,
            Farewells farewells,
            Grace grace,
            RandomGenerator random) {
        this.control = control;
        this.platform = platform;
        this.sessions = sessions;
        this.tunnels = tunnels;
        this.events = events;
        this.confirmations = confirmations;
        this.farewells = farewells;
        this.grace = grace;
        this.backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10), random);
    }

    /// Registers, however often it must be tried.
    ///
    /// @param onRegistered told each time which usage report the platform counted last
    public void start(EdgeRegistration registration, LongConsumer onRegistered) {
        this.registration = registration;
        this.onRegistered = onRegistered;
        register();
    }

    /// What to do when an administrator drains the edge. Before the start.
    public void onDrain(Runnable drain) {
        onDrain = drain;
    }

    /// Speaks for the edge no more: its successor does.
    public void stop() {
        stopped = true;
    }

    /// Whether the platform knows this edge. Any thread.
    public boolean isRegistered() {
        return registered;
    }

    /// The event stream is open (again): what it did not carry in between, a heartbeat finds.
    @Override
    public void connected() {
        if (registered) {
            register();
        }
    }

    @Override
    public void event(EdgeEvent event) {
        if (event.type() == EdgeEvent.Type.DRAIN) {
            log.info("the platform drains this edge");
            onDrain.run();
        } else {
            events.apply(event);
        }
    }

    private void register() {
        var self = registration;
        if (self != null && !stopped) {
            platform.register(self, this::registered);
        }
    }

    private void registered(Outcome<EdgeRegistered> outcome) {
        switch (outcome) {
            case Outcome.Ok<EdgeRegistered>(var answer) -> {
                backoff.reset();
                onRegistered.accept(answer.lastUsageSequence());
                if (!registered) {
                    registered = true;
                    log.info(
                            "registered with the platform as edge {}, contract {}",
                            answer.edgeId(),
                            Objects.requireNonNullElse(answer.contract(), 1));
                    beatEvery(answer.heartbeatSeconds());
                }
                beat();
            }
            case Outcome.Refused<EdgeRegistered>(var code, var message) -> {
                log.error("the platform refuses this edge: {} ({})", message, code.wire());
                registerLater();
            }
            case Outcome.Unavailable<EdgeRegistered>(var why) -> {
                log.debug("cannot register: {}", why);
                registerLater();
            }
        }
    }

    private void registerLater() {
        if (!registered) {
            var _ =
                    control.schedule(
                            this::register, backoff.next().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void beatEvery(int seconds) {
        long every = Math.max(1, seconds);
        var _ = control.scheduleWithFixedDelay(this::beat, every, every, TimeUnit.SECONDS);
    }

    private void beat() {
        if (beating || stopped) {
            return;
        }
        beating = true;
        var live = sessions.all().stream().map(PlatformLink::live).toList();
        var open = tunnels.all().stream().map(Tunnel::id).toList();
        platform.heartbeat(
                new EdgeHeartbeat(live, open),
                outcome -> {
                    beating = false;
                    answered(live, outcome);
                });
    }

    private static LiveSession live(Session session) {
        return new LiveSession(session.id(), session.grant().generation());
    }

    /// Whether the session it closes is about to be authorised anew, which decides better.
    private boolean isToBeConfirmed(EdgeEvent event) {
        var id = event.sessionId();
        return event.type() == EdgeEvent.Type.SESSION_CLOSED
                && id != null
                && sessions.find(id).filter(session -> !session.isConfirmed()).isPresent();
    }

    private void answered(List<LiveSession> asked, Outcome<EdgeHeartbeat.Answer> outcome) {
        switch (outcome) {
            case Outcome.Ok<EdgeHeartbeat.Answer>(var answer) -> {
                answer.events().stream()
                        .filter(event -> !isToBeConfirmed(event))
                        .forEach(events::apply);
                asked.stream()
                        .flatMap(live -> sessions.find(live.sessionId()).stream())
                        .forEach(session -> grace.unopposed(session.owner().authtokenHash()));
                farewells.repeat();
                confirmations.run();
            }
            case Outcome.Refused<EdgeHeartbeat.Answer>(var code, var message) -> {
                log.warn("the platform refused a heartbeat: {} ({})", message, code.wire());
                register();
            }
            case Outcome.Unavailable<EdgeHeartbeat.Answer>(var why) ->
                    log.debug("no heartbeat: {}", why);
        }
    }
}
