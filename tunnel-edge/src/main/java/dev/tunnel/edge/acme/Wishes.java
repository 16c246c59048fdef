package dev.tunnel.edge.acme;

import dev.tunnel.api.edge.CertificateAnswer;
import dev.tunnel.api.edge.CertificateLease;
import dev.tunnel.api.edge.CertificateWish;
import dev.tunnel.api.edge.IssuedCertificate;
import dev.tunnel.edge.acme.Standing.Kind;
import dev.tunnel.edge.platform.CertificateCalls;
import dev.tunnel.edge.platform.Outcome;
import dev.tunnel.edge.tls.OrderedCertificates;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The names for which certificates are wanted, and how it stands with each. Bounded: what nobody
/// owns is forgotten after a minute, and when there are too many names nothing new is asked for.
final class Wishes {
    private static final Logger LOG = LoggerFactory.getLogger(Wishes.class);
    private static final int MOST = 8192;

    /// How long a certificate is used before it is looked whether another edge has renewed it.
    private static final Duration FRESH = Duration.ofMinutes(10);

    private static final Duration NOT_OWNED = Duration.ofMinutes(1);
    private static final Duration UNKNOWN = Duration.ofSeconds(5);

    private final Map<String, Standing> standings = new ConcurrentHashMap<>();

    /// What was said last of our own names, so that it is not said every few seconds.
    private final Map<String, String> told = new ConcurrentHashMap<>();

    private final CertificateCalls platform;
    private final Orders orders;
    private final OrderedCertificates certificates;
    private final ExecutorService threads;
    private final InstantSource clock;

    Wishes(
            CertificateCalls platform,
            Orders orders,
            OrderedCertificates certificates,
            ExecutorService threads,
            InstantSource clock) {
        this.platform = platform;
        this.orders = orders;
        this.certificates = certificates;
        this.threads = threads;
        this.clock = clock;
    }

    /// Whether a certificate may be there in a moment. Asks for it, unless it is known that there
    /// will be none.
    ///
    /// @param mayAsk whether something new may be asked for now
    boolean isComing(String name, BooleanSupplier mayAsk) {
        var standing = standings.get(name);
        if (standing == null
                || (standing.kind() == Kind.NONE && standing.isOver(clock.instant()))) {
            return standings.size() < MOST && mayAsk.getAsBoolean() && ask(name, false);
        }
        return standing.isComing();
    }

    /// Asks the platform, unless that is being done.
    ///
    /// @param own whether our own settings name it, which is not forgotten
    /// @return whether it is being done now
    boolean ask(String name, boolean own) {
        var before = standings.get(name);
        if (before != null && before.kind() == Kind.BUSY) {
            return true;
        }
        var busy = Standing.busy(own || (before != null && before.own()));
        if (before == null
                ? standings.putIfAbsent(name, busy) != null
                : !standings.replace(name, before, busy)) {
            return true; // somebody else was faster
        }
        try {
            threads.execute(() -> attempt(name, busy));
            return true;
        } catch (RejectedExecutionException e) {
            standings.remove(name, busy); // the edge is stopping
            return false;
        }
    }

    /// Looks again at what is due: what others order, what others may have renewed, and our own
    /// names always.
    void look() {
        var now = clock.instant();
        standings.forEach((name, standing) -> {
            if (!standing.isOver(now)) {
                return;
            }
            boolean wanted =
                    standing.own()
                            || standing.kind() == Kind.ELSEWHERE
                            || (standing.kind() == Kind.HAVE && certificates.wasUsed(name));
            if (wanted) {
                ask(name, false);
            } else if (standings.remove(name, standing)) {
                certificates.remove(name);
            }
        });
    }

    /// Names without a certificate, of those that were asked for.
    long without() {
        return standings.values().stream().filter(it -> it.kind() == Kind.NONE).count();
    }

    private void attempt(String name, Standing busy) {
        var next = busy.become(Kind.NONE, clock.instant(), UNKNOWN);
        try {
            next =
                    switch (platform.wish(new CertificateWish(name, busy.own()))) {
                        case Outcome.Ok<CertificateAnswer>(var answer) ->
                                answered(name, busy, answer);
                        case Outcome.Refused<CertificateAnswer>(var _, var why) ->
                                without(name, busy, why, NOT_OWNED);
                        case Outcome.Unavailable<CertificateAnswer>(var why) ->
                                without(name, busy, why, UNKNOWN);
                    };
        } catch (RejectedExecutionException e) {
            LOG.debug("no certificate for {}: the edge is stopping", name);
        } finally {
            standings.replace(name, busy, next);
        }
    }

    private Standing answered(String name, Standing busy, CertificateAnswer answer) {
        var issued = answer.certificate();
        boolean have = issued != null && take(issued);
        var lease = answer.lease();
        if (lease != null) {
            return order(name, busy, lease, have);
        }
        if (have) {
            return busy.become(Kind.HAVE, clock.instant(), FRESH);
        }
        var retry = Duration.ofSeconds(Math.max(1, answer.retrySeconds()));
        return switch (answer.state()) {
            case WAIT -> busy.become(Kind.ELSEWHERE, clock.instant(), retry);
            case BACKED_OFF -> {
                LOG.info(
                        "no certificate for {}, again in {} s: {}",
                        name,
                        retry.toSeconds(),
                        answer.detail());
                yield busy.become(Kind.NONE, clock.instant(), retry);
            }
            case NOT_OWNED -> busy.become(Kind.NONE, clock.instant(), NOT_OWNED);
            case ISSUED, ORDER -> busy.become(Kind.NONE, clock.instant(), UNKNOWN);
        };
    }

    private Standing order(String name, Standing busy, CertificateLease lease, boolean have) {
        var issued = orders.run(name, lease, have);
        boolean taken = issued.isPresent() && take(issued.get());
        return taken || have
                ? busy.become(Kind.HAVE, clock.instant(), FRESH)
                : busy.become(Kind.NONE, clock.instant(), UNKNOWN);
    }

    private Standing without(String name, Standing busy, String why, Duration pause) {
        LOG.debug("no certificate for {}: {}", name, why);
        if (busy.own() && !certificates.covers(name) && !why.equals(told.put(name, why))) {
            LOG.warn("no certificate for {}, which the settings name: {}", name, why);
        }
        return busy.become(
                certificates.covers(name) ? Kind.HAVE : Kind.NONE, clock.instant(), pause);
    }

    private boolean take(IssuedCertificate issued) {
        try {
            boolean first = !certificates.covers(issued.name());
            var end = certificates.put(issued);
            if (first) {
                LOG.info("the certificate of {} is in use, until {}", issued.name(), end);
            } else {
                LOG.debug("the certificate of {} is in use, until {}", issued.name(), end);
            }
            return true;
        } catch (IOException | GeneralSecurityException e) {
            LOG.warn("the certificate of {} cannot be used: {}", issued.name(), e.toString());
            return false;
        }
    }
}
