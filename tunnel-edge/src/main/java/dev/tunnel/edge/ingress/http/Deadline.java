package dev.tunnel.edge.ingress.http;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A deadline that is moved often and met rarely: moving it later costs a field, not a scheduled
/// task. Used on its event loop only.
final class Deadline {
    private static final long NONE = Long.MAX_VALUE;

    private final EventExecutor loop;
    private final Runnable expired;
    private long due = NONE;
    private long checkAt = NONE;
    private @Nullable Future<?> check;

    Deadline(EventExecutor loop, Runnable expired) {
        this.loop = loop;
        this.expired = expired;
    }

    /// Sets it to this long from now.
    void in(Duration duration) {
        due = loop.ticker().nanoTime() + duration.toNanos();
        if (check == null || due < checkAt) {
            schedule(duration.toNanos());
        }
    }

    void clear() {
        due = NONE;
    }

    /// Clears it for good.
    void cancel() {
        due = NONE;
        if (check != null) {
            check.cancel(false);
            check = null;
        }
    }

    private void schedule(long nanos) {
        if (check != null) {
            check.cancel(false);
        }
        checkAt = due;
        check = loop.schedule(this::check, nanos, TimeUnit.NANOSECONDS);
    }

    private void check() {
        check = null;
        if (due == NONE) {
            return;
        }
        long left = due - loop.ticker().nanoTime();
        if (left > 0) {
            schedule(left);
        } else {
            due = NONE;
            expired.run();
        }
    }
}
