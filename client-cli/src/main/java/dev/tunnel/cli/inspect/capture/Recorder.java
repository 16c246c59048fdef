package dev.tunnel.cli.inspect.capture;

import dev.tunnel.cli.inspect.capture.Entry.State;
import dev.tunnel.cli.inspect.capture.Entry.Stream;
import dev.tunnel.cli.inspect.http.RequestHead;
import dev.tunnel.cli.inspect.http.ResponseHead;
import io.netty.buffer.ByteBuf;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Writes one entry, on the event loop of its connection; others see the [Entry] that it published
/// last.
final class Recorder {

    /// What an entry takes besides what it keeps.
    private static final int OVERHEAD = 1024;

    private final Captures store;
    private final String id;
    private final Source source;
    private final String replayOf;
    private final Instant start;
    private final long startNanos;
    private final Account account;
    private final MessageLog messages;
    private final BodyRecorder sent;
    private final BodyRecorder received;
    private volatile Entry entry;
    private State state = State.OPEN;
    private Timing timing;
    private @Nullable RequestHead request;
    private @Nullable ResponseHead response;
    private int interim;
    private Stream stream = Stream.NONE;
    private String note = "";

    /// @param connect how long connecting took, in nanoseconds
    Recorder(Captures store, String id, Opening opening, long connect) {
        CaptureLimits limits = store.limits();
        this.store = store;
        this.id = id;
        this.source = opening.source();
        this.replayOf = opening.replayOf();
        this.start = store.now();
        this.startNanos = store.nanoTime();
        this.account = store.account();
        this.messages = new MessageLog(limits.messages(), account);
        this.sent = new BodyRecorder(limits.body(), account);
        this.received = new BodyRecorder(limits.body(), account);
        this.timing = new Timing(connect, -1, -1, -1);
        account.take(OVERHEAD);
        this.entry = snapshot();
    }

    String id() {
        return id;
    }

    Entry entry() {
        return entry;
    }

    void request(RequestHead head, int length) {
        request = fits(length) ? head : null;
        publish();
    }

    void response(ResponseHead head, int length) {
        response = fits(length) ? head : null;
        timing = timing.withResponseStart(elapsed());
        publish();
    }

    /// As text a head is about twice its size.
    private boolean fits(int length) {
        boolean fits = account.take(2L * length);
        if (!fits) {
            note("more came at a time than there is memory for");
        }
        return fits;
    }

    void interim() {
        interim++;
        publish();
    }

    void sent(ByteBuf buffer, int index, int count) {
        sent.add(buffer, index, count);
        publish();
    }

    void received(ByteBuf buffer, int index, int count) {
        if (timing.responseStart() < 0) {
            timing = timing.withResponseStart(elapsed());
        }
        received.add(buffer, index, count);
        publish();
    }

    void stream(Stream what) {
        stream = what;
        publish();
    }

    void message(Message message) {
        messages.add(message);
        publish();
    }

    void requestEnd() {
        timing = timing.withRequestEnd(elapsed());
        publish();
    }

    void responseEnd() {
        timing = timing.withResponseEnd(elapsed());
    }

    /// Says why the rest is missing; the first reason counts.
    void note(String why) {
        if (note.isEmpty()) {
            note = why;
            publish();
        }
    }

    void finish(State how) {
        if (state == State.OPEN) {
            state = how;
            if (timing.responseEnd() < 0) {
                timing = timing.withResponseEnd(elapsed());
            }
            publish();
            store.finished(this);
        }
    }

    /// Replaces the bodies of a finished entry, from another thread.
    ///
    /// @return what is free in memory now goes back to the budget
    void moved(Body newSent, Body newReceived, long freed) {
        entry = entry.withBodies(newSent, newReceived); // no other thread writes it any more
        account.give(freed);
    }

    /// The entry is forgotten; what it would still keep is not kept.
    void forget() {
        account.close();
    }

    private long elapsed() {
        return store.nanoTime() - startNanos;
    }

    private void publish() {
        entry = snapshot();
        store.changed(this);
    }

    private Entry snapshot() {
        return new Entry(
                id,
                source,
                replayOf,
                start,
                state,
                timing,
                request,
                sent.body(),
                interim,
                response,
                received.body(),
                stream,
                messages,
                note);
    }
}
