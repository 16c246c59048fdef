package dev.tunnel.edge.agent.ngrok1;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Notices a client that does not ping any more. Clients ping every 20 or 25 seconds; they are
/// never pinged, because they would not answer. Event loop only.
final class Heartbeat {
    private final EventLoop loop;
    private final Duration patience;
    private final Runnable lost;
    private long last;
    private @Nullable Future<?> check;

    Heartbeat(EventLoop loop, Duration patience, Runnable lost) {
        this.loop = loop;
        this.patience = patience;
        this.lost = lost;
    }

    void start() {
        last = loop.ticker().nanoTime();
        checkIn(patience.toNanos());
    }

    void heard() {
        last = loop.ticker().nanoTime();
    }

    void stop() {
        if (check != null) {
            check.cancel(false);
        }
    }

    private void checkIn(long nanos) {
        check = loop.schedule(this::check, nanos, TimeUnit.NANOSECONDS);
    }

    private void check() {
        long left = last + patience.toNanos() - loop.ticker().nanoTime();
        if (left <= 0) {
            lost.run();
        } else {
            checkIn(left);
        }
    }
}
