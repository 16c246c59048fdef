package dev.tunnel.bench.hold;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts something that is opened many times, a bounded number of them at once.
final class Crowd {
    private static final Duration BOUND = Duration.ofSeconds(60);

    private final Semaphore turns;
    private final int atOnce;
    private final AtomicInteger failed = new AtomicInteger();

    Crowd(int atOnce) {
        this.atOnce = atOnce;
        this.turns = new Semaphore(atOnce);
    }

    /// Waits for a turn to open one.
    void begin() {
        acquire(1);
    }

    /// One is open.
    void opened() {
        turns.release();
    }

    /// One could not be opened.
    void failed() {
        failed.incrementAndGet();
        turns.release();
    }

    /// Waits until all that began is open.
    ///
    /// @return how many failed
    int await() {
        acquire(atOnce);
        turns.release(atOnce);
        return failed.get();
    }

    private void acquire(int count) {
        try {
            if (!turns.tryAcquire(count, BOUND.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("nothing has opened for " + BOUND);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
