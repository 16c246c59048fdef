package dev.tunnel.cli.inspect.capture;

import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Makes room when memory is short: moves the oldest bodies to disk, and forgets the oldest entries
/// when that does not help. On a thread of its own, which is there only while it is needed.
final class Keeper implements AutoCloseable {

    private static final int IDLE_SECONDS = 5;

    private final Captures store;
    private final Budget budget;
    private final SpillFile spill;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final ThreadPoolExecutor thread;

    Keeper(Captures store, Budget budget, SpillFile spill) {
        this.store = store;
        this.budget = budget;
        this.spill = spill;
        this.thread =
                new ThreadPoolExecutor(
                        1,
                        1,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(1),
                        Thread.ofPlatform().daemon().name("inspector-keeper").factory());
        thread.allowCoreThreadTimeOut(true);
    }

    /// Asks for room; returns at once.
    void relieve() {
        if (asked.compareAndSet(false, true)) {
            try {
                thread.execute(this::makeRoom);
            } catch (RejectedExecutionException _) {
                asked.set(false); // full or closed
            }
        }
    }

    private void makeRoom() {
        asked.set(false);
        for (Recorder recorder : store.recorders()) {
            if (!budget.isOver()) {
                return;
            }
            if (!recorder.entry().open()) {
                spill(recorder);
            }
        }
        for (Recorder recorder : store.recorders()) {
            if (!budget.isOver()) {
                return;
            }
            if (!recorder.entry().open()) {
                store.drop(recorder);
            }
        }
    }

    private void spill(Recorder recorder) {
        Entry entry = recorder.entry();
        Body sent = spilled(entry.sent());
        Body received = spilled(entry.received());
        long freed = freed(entry.sent(), sent) + freed(entry.received(), received);
        if (freed > 0) {
            recorder.moved(sent, received, freed);
        }
    }

    private Body spilled(Body body) {
        if (!(body.content() instanceof Content.InMemory(byte[] bytes, int length))
                || length == 0) {
            return body;
        }
        OptionalLong position = spill.write(bytes, length);
        return position.isPresent()
                ? new Body(body.size(), new Content.Spilled(spill, position.getAsLong(), length))
                : body;
    }

    private static long freed(Body before, Body after) {
        return before != after && before.content() instanceof Content.InMemory(byte[] bytes, _)
                ? bytes.length
                : 0;
    }

    @Override
    public void close() {
        thread.shutdown();
        spill.close();
    }
}
