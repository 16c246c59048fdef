package dev.tunnel.cli.inspect.capture;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Everything that is recorded, newest last, bounded by count and size. Written on the event loops
/// that carry the traffic, read anywhere; locks are held for no longer than it takes to change a
/// map.
public final class Captures implements StreamCapture, AutoCloseable {

    /// Sees nothing, while recording is paused.
    private static final Tap BLIND =
            new Tap() {
                @Override
                public void read(boolean fromVisitor, ByteBuf buffer) {}

                @Override
                public void end(boolean fromVisitor) {}
            };

    private final CaptureLimits limits;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final String prefix;
    private final Budget budget;
    private final Keeper keeper;
    private final SequencedMap<String, Recorder> recorders = new LinkedHashMap<>();
    private final List<CaptureListener> listeners = new CopyOnWriteArrayList<>();
    private long count;
    private volatile boolean paused;

    /// @param nanoTime a steady clock
    /// @param directory where the spill file is made when it is needed
    public Captures(CaptureLimits limits, Clock clock, LongSupplier nanoTime, Path directory) {
        this.limits = limits;
        this.clock = clock;
        this.nanoTime = nanoTime;
        // Another run's identifiers mean nothing here.
        this.prefix = "%08x".formatted(clock.instant().getEpochSecond() & 0xffffffffL);
        this.budget = new Budget(limits.memory(), limits.hardMemory());
        this.keeper = new Keeper(this, budget, new SpillFile(directory, limits.spill()));
    }

    // --- what the traffic's side calls ---

    @Override
    public Connection onStream(Source source) {
        return new Incoming(source, nanoTime());
    }

    private final class Incoming implements Connection {
        private final Source source;
        private final long start;

        Incoming(Source source, long start) {
            this.source = source;
            this.start = start;
        }

        @Override
        public void onConnected(Channel visitor, Channel service) {
            Tap tap = tap(new Opening(source, ""), nanoTime() - start);
            visitor.pipeline().addLast(new TapHandler(tap, true));
            service.pipeline().addLast(new TapHandler(tap, false));
        }

        @Override
        public void onAnswered(Channel visitor) {
            Tap tap = tap(new Opening(source, ""), 0);
            visitor.pipeline().addLast(new TapHandler(tap, true), new AnswerTapHandler(tap));
        }

        @Override
        public void onUnreachable(String reason) {
            Recorder recorder = begin(new Opening(source, ""), 0);
            if (recorder != null) {
                recorder.note("the local service could not be reached: " + reason);
                recorder.finish(Entry.State.BROKEN);
            }
        }
    }

    /// A tap for a connection that the agent itself makes to repeat a request.
    public Replay replay(Source source, String replayOf) {
        return new Replay(new HttpTap(this, new Opening(source, replayOf), 0));
    }

    private Tap tap(Opening opening, long connect) {
        return opening.source().kind() == Source.Kind.HTTP
                ? new HttpTap(this, opening, connect)
                : connection(opening, connect);
    }

    Tap connection(Opening opening, long connect) {
        Recorder recorder = begin(opening, connect);
        return recorder == null ? BLIND : new ConnectionTap(recorder);
    }

    /// A new entry, unless recording is paused and nobody asked for this one.
    @Nullable Recorder begin(Opening opening, long connect) {
        if (paused && opening.replayOf().isEmpty()) {
            return null;
        }
        Recorder recorder;
        Recorder oldest = null;
        synchronized (recorders) {
            String id = prefix + HexFormat.of().toHexDigits((int) ++count);
            recorder = new Recorder(this, id, opening, connect);
            recorders.put(id, recorder);
            if (recorders.size() > limits.entries()) {
                oldest = oldest();
                recorders.remove(oldest.id());
            }
        }
        if (oldest != null) {
            oldest.forget();
        }
        return recorder;
    }

    /// The first that has ended; what still goes on stays, unless everything does.
    private Recorder oldest() {
        for (Recorder recorder : recorders.values()) {
            if (!recorder.entry().open()) {
                return recorder;
            }
        }
        return recorders.firstEntry().getValue();
    }

    void changed(Recorder recorder) {
        if (budget.isOver()) {
            keeper.relieve();
        }
        for (CaptureListener listener : listeners) {
            listener.onChange(recorder.id());
        }
    }

    void finished(Recorder recorder) {
        for (CaptureListener listener : listeners) {
            listener.onFinish(recorder.id());
        }
    }

    CaptureLimits limits() {
        return limits;
    }

    Account account() {
        return new Account(budget);
    }

    Instant now() {
        return clock.instant();
    }

    long nanoTime() {
        return nanoTime.getAsLong();
    }

    // --- what readers call ---

    /// Newest first.
    public List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (Recorder recorder : recorders()) {
            entries.add(recorder.entry());
        }
        return entries.reversed();
    }

    /// The last `most` requests, oldest first.
    public List<Entry> lastRequests(int most) {
        List<Entry> last = new ArrayList<>();
        synchronized (recorders) {
            for (Recorder recorder : recorders.sequencedValues().reversed()) {
                if (last.size() == most) {
                    break;
                }
                if (recorder.entry().request() != null) {
                    last.add(recorder.entry());
                }
            }
        }
        return last.reversed();
    }

    public Optional<Entry> find(String id) {
        synchronized (recorders) {
            return Optional.ofNullable(recorders.get(id)).map(Recorder::entry);
        }
    }

    /// Forgets everything.
    public void clear() {
        List<Recorder> old = recorders();
        synchronized (recorders) {
            recorders.clear();
        }
        old.forEach(Recorder::forget);
        listeners.forEach(CaptureListener::onClear);
    }

    public boolean paused() {
        return paused;
    }

    /// What begins while recording is paused is not recorded.
    public void pause(boolean wanted) {
        paused = wanted;
        listeners.forEach(CaptureListener::onPause);
    }

    /// Bytes in memory now.
    public long memory() {
        return budget.used();
    }

    public void listen(CaptureListener listener) {
        listeners.add(listener);
    }

    public void unlisten(CaptureListener listener) {
        listeners.remove(listener);
    }

    /// Oldest first.
    List<Recorder> recorders() {
        synchronized (recorders) {
            return new ArrayList<>(recorders.values());
        }
    }

    void drop(Recorder recorder) {
        synchronized (recorders) {
            recorders.remove(recorder.id());
        }
        recorder.forget();
    }

    @Override
    public void close() {
        keeper.close();
    }
}
