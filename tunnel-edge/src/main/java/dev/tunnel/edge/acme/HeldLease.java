package dev.tunnel.edge.acme;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.api.edge.AcmeChallenge;
import dev.tunnel.api.edge.CertificateLease;
import dev.tunnel.api.edge.CertificateOutcome;
import dev.tunnel.api.edge.CertificateProgress;
import dev.tunnel.edge.platform.CertificateCalls;
import dev.tunnel.edge.platform.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The right to order one certificate: renewed while the order is under way, so that another edge
/// takes over soon when this one is gone. Whoever works under it is interrupted when it is lost, or
/// when the order has taken too long.
final class HeldLease implements AutoCloseable {
    /// What an order may take, with the wait for its turn.
    static final Duration LONGEST = Duration.ofHours(1);

    private static final int RENEWALS = 3;

    private final String name;
    private final CertificateLease lease;
    private final CertificateCalls platform;
    private final Orders.Runners runners;
    private final Instant end;
    private final Thread worker = Thread.currentThread();
    private final Future<?> renewal;

    /// The platform is told one thing after the other: what is told last must be what is true.
    private final ReentrantLock telling = new ReentrantLock();

    private State state;
    private boolean over;

    private boolean closed;
    private Loss loss = Loss.NONE;

    private record State(
            @Nullable String order, @Nullable String key, List<AcmeChallenge> challenges) {}

    /// Why the worker was interrupted.
    enum Loss {
        NONE,
        TAKEN_OVER,
        TOO_LONG
    }

    /// Held by the thread that makes it.
    HeldLease(
            String name,
            CertificateLease lease,
            CertificateCalls platform,
            Orders.Runners runners) {
        this.name = name;
        this.lease = lease;
        this.platform = platform;
        this.runners = runners;
        this.end = runners.clock().instant().plus(LONGEST);
        this.state = new State(lease.order(), lease.orderKey(), List.of());
        long every = Math.max(1, TimeUnit.SECONDS.toMillis(lease.seconds()) / RENEWALS);
        this.renewal =
                runners.timer()
                        .scheduleAtFixedRate(
                                () -> runners.threads().execute(this::renew),
                                every,
                                every,
                                TimeUnit.MILLISECONDS);
    }

    CertificateLease lease() {
        return lease;
    }

    /// Writes down what is ordered, for whoever has to finish it.
    void ordered(String order, String key)
            throws LeaseLostException, OrderFailure, InterruptedException {
        tell(before -> new State(order, key, before.challenges));
    }

    /// Writes down what every edge must answer from now on.
    void answering(List<AcmeChallenge> challenges)
            throws LeaseLostException, OrderFailure, InterruptedException {
        tell(before -> new State(before.order, before.key, challenges));
    }

    private void tell(UnaryOperator<State> change)
            throws LeaseLostException, OrderFailure, InterruptedException {
        telling.lockInterruptibly();
        try {
            state = change.apply(state);
            expect(progress(), OrderFailure::passing);
        } finally {
            telling.unlock();
        }
    }

    /// Tells how the order ended, which gives the lease back.
    void end(CertificateOutcome outcome)
            throws LeaseLostException, OrderFailure, InterruptedException {
        telling.lockInterruptibly();
        try {
            expect(platform.ended(outcome), OrderFailure::refused);
            over = true;
        } finally {
            telling.unlock();
        }
    }

    private static void expect(
            Outcome<Outcome.Done> outcome, Function<String, OrderFailure> refusal)
            throws LeaseLostException, OrderFailure {
        switch (outcome) {
            case Outcome.Ok<Outcome.Done> _ -> {}
            case Outcome.Refused<Outcome.Done>(var code, var why) -> {
                if (code == ProblemCode.NOT_FOUND) {
                    throw new LeaseLostException(why);
                }
                throw refusal.apply("the platform refuses: " + why);
            }
            case Outcome.Unavailable<Outcome.Done>(var why) -> throw OrderFailure.passing(why);
        }
    }

    private Outcome<Outcome.Done> progress() {
        return platform.progress(
                new CertificateProgress(
                        lease.id(), name, state.order, state.key, state.challenges));
    }

    /// Has the lease begin anew, unless something else is being told that does.
    void renew() {
        if (!runners.clock().instant().isBefore(end)) {
            lose(Loss.TOO_LONG);
        } else if (telling.tryLock()) {
            try {
                if (!over
                        && progress() instanceof Outcome.Refused<Outcome.Done>(var code, var _)
                        && code == ProblemCode.NOT_FOUND) {
                    lose(Loss.TAKEN_OVER);
                }
            } finally {
                telling.unlock();
            }
        }
    }

    private synchronized void lose(Loss why) {
        if (!closed && loss == Loss.NONE) {
            loss = why;
            worker.interrupt();
        }
    }

    /// What an interrupt meant.
    synchronized Loss loss() {
        return loss;
    }

    /// By the thread that made it, which our interrupt shall not follow.
    @Override
    public synchronized void close() {
        renewal.cancel(false);
        closed = true;
        if (loss != Loss.NONE) {
            var _ = Thread.interrupted();
        }
    }
}
