package dev.tunnel.edge.ingress.http2;

import java.util.concurrent.atomic.AtomicLong;

/// Bytes that all connections together may keep for peers that are slow. Thread-safe.
public final class MemoryBudget {
    private final long size;
    private final AtomicLong held = new AtomicLong();

    /// @param size bytes
    public MemoryBudget(long size) {
        this.size = size;
    }

    /// @return false, and nothing taken, when there is no room
    boolean hold(long bytes) {
        if (held.addAndGet(bytes) > size) {
            held.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    void release(long bytes) {
        held.addAndGet(-bytes);
    }

    /// Whether it is time to keep less: more than half is taken.
    boolean isShort() {
        return held.get() > size / 2;
    }

    /// Bytes kept now.
    public long held() {
        return held.get();
    }
}
