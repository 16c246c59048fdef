package dev.tunnel.edge.ingress.http;

import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Whether a request's body comes at a pace that is worth holding a connection for: some of it in
/// every period in which the local service takes it. Costs nothing for a body that comes with its
/// head. Used on the visitor's event loop.
final class BodyPace {
    /// A byte every few milliseconds; the slowest modem does better.
    private static final int LEAST = 1024;

    private final EventExecutor loop;
    private final Duration period;
    private final Runnable tooSlow;
    private @Nullable Deadline deadline;
    private long bytes;
    private boolean room = true;
    private boolean heldUp;

    BodyPace(EventExecutor loop, Duration period, Runnable tooSlow) {
        this.loop = loop;
        this.period = period;
        this.tooSlow = tooSlow;
    }

    /// There is more to come.
    void begin() {
        if (deadline == null) {
            deadline = new Deadline(loop, this::check);
            deadline.in(period);
        }
    }

    void came(int count) {
        bytes += count;
    }

    /// Without room at the local service it is not the visitor's fault that nothing comes.
    void room(boolean now) {
        room = now;
        heldUp |= !now;
    }

    void end() {
        if (deadline != null) {
            deadline.cancel();
        }
    }

    private void check() {
        if (bytes < LEAST && !heldUp) {
            tooSlow.run();
        } else if (deadline != null) {
            bytes = 0;
            heldUp = !room;
            deadline.in(period);
        }
    }
}
