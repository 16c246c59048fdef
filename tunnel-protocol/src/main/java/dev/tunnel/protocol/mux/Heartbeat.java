package dev.tunnel.protocol.mux;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Measures the round trip and notices a peer that is gone without a word. The agent asks in every
/// interval. The edge, which has thousands of them, takes that for a sign of life and asks by
/// itself only when there was none, or when it needs the round trip.
final class Heartbeat {
    private final EventLoop loop;
    private final MuxSettings settings;
    private final FrameWriter writer;
    private final Consumer<String> lost;
    private @Nullable Future<?> timer;
    private @Nullable Future<?> second;
    private boolean heard;
    private boolean busy;
    private int silent;
    private volatile long roundTrip;

    Heartbeat(EventLoop loop, MuxSettings settings, FrameWriter writer, Consumer<String> lost) {
        this.loop = loop;
        this.settings = settings;
        this.writer = writer;
        this.lost = lost;
    }

    void start() {
        long every = settings.pingEvery().toNanos();
        timer = loop.scheduleAtFixedRate(this::tick, every, every, TimeUnit.NANOSECONDS);
        ping();
        // The first answer comes from a peer that is still warming up, so it is asked once more.
        second = loop.schedule(this::ping, 1, TimeUnit.SECONDS);
    }

    void stop() {
        if (timer != null) {
            timer.cancel(false);
        }
        if (second != null) {
            second.cancel(false);
        }
    }

    /// Anything at all arrived.
    void onRead() {
        heard = true;
    }

    /// A stream's bytes arrived: its window needs a round trip that is true now.
    void onData() {
        busy = true;
    }

    void onPong(long stamp) {
        long nanos = loop.ticker().nanoTime() - stamp;
        if (nanos > 0) {
            roundTrip = nanos;
        }
    }

    long roundTripNanos() {
        return roundTrip;
    }

    private void tick() {
        silent = heard ? 0 : silent + 1;
        heard = false;
        if (silent >= settings.lostAfter()) {
            lost.accept("no sign of life for %d intervals".formatted(silent));
        } else if (silent > 0 || busy || settings.role() == MuxSettings.Role.AGENT) {
            ping();
        }
        busy = false;
    }

    private void ping() {
        writer.ping(loop.ticker().nanoTime());
    }
}
