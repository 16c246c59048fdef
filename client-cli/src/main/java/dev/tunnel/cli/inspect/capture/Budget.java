package dev.tunnel.cli.inspect.capture;

import java.util.concurrent.atomic.AtomicLong;

/// The memory that all captures share.
final class Budget {

    private final long soft;
    private final long hard;
    private final AtomicLong used = new AtomicLong();

    Budget(long soft, long hard) {
        this.soft = soft;
        this.hard = hard;
    }

    boolean take(long bytes) {
        if (used.addAndGet(bytes) > hard) {
            used.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    void give(long bytes) {
        used.addAndGet(-bytes);
    }

    /// Whether something has to go.
    boolean isOver() {
        return used.get() > soft;
    }

    long used() {
        return used.get();
    }
}
