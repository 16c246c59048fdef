package dev.tunnel.protocol.mux;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Memory that streams may take: one budget a session, under one a process. It keeps two accounts.
/// *Held* is what has arrived and waits for a slow reader; a stream that gets nothing of it is
/// reset, so that slow readers cannot take the memory of all others. *Windows*, half as large, is
/// what receive windows may grow by beyond their initial size; a stream that gets nothing of it
/// keeps the window that it has. What a session's windows may grow by is also no more than half of
/// what it may hold beside others: so when all of a session's readers stop at once, what was
/// promised to them finds room, unless there are very many. A few large windows, whose readers may
/// have stopped, take no more than half of that growth: the rest is for those that are still small.
/// Thread-safe.
public final class WindowBudget {
    private final @Nullable WindowBudget parent;
    private final long size;
    private final long growth;
    private final AtomicLong windows;
    private final AtomicLong held;

    private WindowBudget(@Nullable WindowBudget parent, long bytes) {
        this.parent = parent;
        this.size = bytes;
        long sure = parent == null ? bytes : Math.min(bytes, parent.size / 2);
        this.growth = sure / 2;
        this.windows = new AtomicLong(growth);
        this.held = new AtomicLong(bytes);
    }

    /// A budget of its own, for a process.
    public static WindowBudget ofBytes(long bytes) {
        return new WindowBudget(null, bytes);
    }

    /// A budget that is also bounded by this one, for a session.
    public WindowBudget share(long bytes) {
        return new WindowBudget(this, bytes);
    }

    /// Takes what a window grows by.
    ///
    /// @param large whether the window is large then: such windows leave the last half to others
    boolean take(long bytes, boolean large) {
        if (!take(windows, bytes, large ? growth / 2 : 0)) {
            return false;
        }
        if (parent != null && !parent.take(bytes, large)) {
            windows.addAndGet(bytes);
            return false;
        }
        return true;
    }

    void giveBack(long bytes) {
        windows.addAndGet(bytes);
        if (parent != null) {
            parent.giveBack(bytes);
        }
    }

    boolean hold(long bytes) {
        if (!take(held, bytes, 0)) {
            return false;
        }
        if (parent != null && !(leavesRoom(parent) && parent.hold(bytes))) {
            held.addAndGet(bytes);
            return false;
        }
        return true;
    }

    /// One session may hold as much as it leaves to the others: half of all when it is the only one
    /// that holds anything, and never so much that the next one finds nothing.
    private boolean leavesRoom(WindowBudget of) {
        return size - held.get() <= of.held.get();
    }

    void release(long bytes) {
        held.addAndGet(bytes);
        if (parent != null) {
            parent.release(bytes);
        }
    }

    private static boolean take(AtomicLong account, long bytes, long rest) {
        if (account.addAndGet(-bytes) < rest) {
            account.addAndGet(bytes);
            return false;
        }
        return true;
    }

    /// Bytes of windows not taken now.
    public long available() {
        return windows.get();
    }

    /// Bytes that may still wait for slow readers.
    public long holdable() {
        return held.get();
    }
}
