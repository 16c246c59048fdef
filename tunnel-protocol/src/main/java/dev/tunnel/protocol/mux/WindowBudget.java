package dev.tunnel.protocol.mux;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Bytes that receive windows may grow by beyond their initial size: one budget a session, under
/// one a process. What is not granted leaves a stream with the window that it has. Thread-safe.
public final class WindowBudget {
    private final @Nullable WindowBudget parent;
    private final AtomicLong free;

    private WindowBudget(@Nullable WindowBudget parent, long bytes) {
        this.parent = parent;
        this.free = new AtomicLong(bytes);
    }

    /// A budget of its own, for a process.
    public static WindowBudget ofBytes(long bytes) {
        return new WindowBudget(null, bytes);
    }

    /// A budget that is also bounded by this one, for a session.
    public WindowBudget share(long bytes) {
        return new WindowBudget(this, bytes);
    }

    boolean take(long bytes) {
        if (free.addAndGet(-bytes) < 0) {
            free.addAndGet(bytes);
            return false;
        }
        if (parent != null && !parent.take(bytes)) {
            free.addAndGet(bytes);
            return false;
        }
        return true;
    }

    void giveBack(long bytes) {
        free.addAndGet(bytes);
        if (parent != null) {
            parent.giveBack(bytes);
        }
    }

    /// Bytes not taken now.
    public long available() {
        return free.get();
    }
}
