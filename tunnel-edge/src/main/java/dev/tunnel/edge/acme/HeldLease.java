package dev.tunnel.edge.acme;

import dev.tunnel.api.edge.AcmeChallenge;
import dev.tunnel.api.edge.CertificateLease;
import dev.tunnel.api.edge.CertificateProgress;
import dev.tunnel.edge.platform.CertificateCalls;
import dev.tunnel.edge.platform.Outcome;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The right to order one certificate: renewed while the order is under way, so that another edge
/// takes over soon when this one is gone. Whoever works under it is interrupted when it is lost.
final class HeldLease implements AutoCloseable {
    private static final int RENEWALS = 3;

    private final String name;
    private final CertificateLease lease;
    private final CertificateCalls platform;
    private final Thread worker = Thread.currentThread();
    private final Future<?> renewal;

    private volatile State state;
    private boolean closed;
    private boolean lost;

    private record State(
            @Nullable String order, @Nullable String key, List<AcmeChallenge> challenges) {}

    /// Held by the thread that makes it.
    HeldLease(
            String name,
            CertificateLease lease,
            CertificateCalls platform,
            ScheduledExecutorService timer,
            ExecutorService threads) {
        this.name = name;
        this.lease = lease;
        this.platform = platform;
        this.state = new State(lease.order(), lease.orderKey(), List.of());
        long every = Math.max(1, TimeUnit.SECONDS.toMillis(lease.seconds()) / RENEWALS);
        this.renewal =
                timer.scheduleAtFixedRate(
                        () -> threads.execute(this::renew), every, every, TimeUnit.MILLISECONDS);
    }

    CertificateLease lease() {
        return lease;
    }

    /// Writes down what is ordered, for whoever has to finish it.
    void ordered(String order, String key) throws LeaseLostException, OrderFailure {
        state = new State(order, key, state.challenges);
        tell();
    }

    /// Writes down what every edge must answer from now on.
    void answering(List<AcmeChallenge> challenges) throws LeaseLostException, OrderFailure {
        state = new State(state.order, state.key, challenges);
        tell();
    }

    private void tell() throws LeaseLostException, OrderFailure {
        switch (progress()) {
            case Outcome.Ok<Outcome.Done> _ -> {}
            case Outcome.Refused<Outcome.Done>(var _, var message) ->
                    throw new LeaseLostException(message);
            case Outcome.Unavailable<Outcome.Done>(var why) -> throw OrderFailure.passing(why);
        }
    }

    private Outcome<Outcome.Done> progress() {
        var now = state;
        return platform.progress(
                new CertificateProgress(lease.id(), name, now.order, now.key, now.challenges));
    }

    private void renew() {
        if (progress() instanceof Outcome.Refused<Outcome.Done>) {
            lose();
        }
    }

    private synchronized void lose() {
        if (!closed) {
            lost = true;
            worker.interrupt();
        }
    }

    /// Whether an interrupt meant that.
    synchronized boolean isLost() {
        return lost;
    }

    @Override
    public void close() {
        renewal.cancel(false);
        synchronized (this) {
            closed = true;
        }
    }
}
