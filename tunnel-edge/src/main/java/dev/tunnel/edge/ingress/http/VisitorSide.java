package dev.tunnel.edge.ingress.http;

import dev.tunnel.edge.tunnel.Allowance;
import dev.tunnel.protocol.relay.ReadGate;
import dev.tunnel.protocol.relay.ReadGate.Reason;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpContent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// The visitor's connection as a stream's event loop uses it: writes to it, and lets the stream
/// read no faster than the visitor does.
///
/// When the two are on different event loops, small things cross over together: a short answer is
/// one task instead of one for its head, its body, the flush and the news that it is complete.
final class VisitorSide {
    /// More than this crosses over at once.
    private static final int TOGETHER = 16 * 1024;

    /// Bytes on their way between the loops beyond which there is no room.
    private static final int CROSSING = 256 * 1024;

    private static final int HEAD = 512;

    private final Channel visitor;
    private final Channel stream;
    private final Allowance allowance;
    private final Runnable adjust;
    private final ReadGate gate;
    private final boolean sameLoop;
    private final AtomicInteger crossing = new AtomicInteger();
    private List<Object> waiting = new ArrayList<>(4);
    private int waitingBytes;
    private boolean unflushed;
    private boolean slow;

    /// @param adjust has [#adjustReading()] called on the stream's event loop, if this is still the
    ///   visitor that the stream answers
    VisitorSide(Channel visitor, Channel stream, Allowance allowance, Runnable adjust) {
        this.visitor = visitor;
        this.stream = stream;
        this.allowance = allowance;
        this.adjust = adjust;
        this.gate = new ReadGate(stream);
        this.sameLoop = visitor.eventLoop() == stream.eventLoop();
    }

    boolean is(Channel other) {
        return visitor == other;
    }

    void write(Object message) {
        long pause =
                message instanceof HttpContent body
                        ? allowance.out(body.content().readableBytes())
                        : 0;
        unflushed = true;
        if (sameLoop) {
            visitor.write(message, visitor.voidPromise());
        } else {
            waiting.add(message);
            waitingBytes += message instanceof HttpContent c ? c.content().readableBytes() : HEAD;
            if (waitingBytes > TOGETHER) {
                cross(false, () -> {});
            }
        }
        slowDown(pause);
        adjustReading();
    }

    /// Its account has written more than it may.
    private void slowDown(long nanos) {
        if (nanos > 0 && !slow) {
            slow = true;
            gate.hold(Reason.THROTTLED);
            var _ = stream.eventLoop().schedule(this::goOn, nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void goOn() {
        slow = false;
        gate.release(Reason.THROTTLED);
    }

    void flush() {
        if (unflushed) {
            unflushed = false;
            if (waiting.isEmpty()) {
                visitor.flush();
            } else {
                cross(true, () -> {});
            }
        }
    }

    /// Runs an action on the visitor's event loop, after everything written so far.
    void tell(Runnable action) {
        if (sameLoop) {
            action.run();
        } else {
            cross(unflushed || !waiting.isEmpty(), action);
            unflushed = false;
        }
    }

    private void cross(boolean flush, Runnable action) {
        var messages = waiting;
        int bytes = waitingBytes;
        waiting = new ArrayList<>(4);
        waitingBytes = 0;
        crossing.addAndGet(bytes);
        visitor.eventLoop()
                .execute(() -> {
                    messages.forEach(one -> visitor.write(one, visitor.voidPromise()));
                    if (flush) {
                        visitor.flush();
                    }
                    action.run();
                    crossed(bytes);
                });
    }

    private void crossed(int bytes) {
        int left = crossing.addAndGet(-bytes);
        if (left <= CROSSING && left + bytes > CROSSING) {
            stream.eventLoop().execute(adjust);
        }
    }

    /// Reads on when the visitor has room, stops when not.
    void adjustReading() {
        gate.set(Reason.PEER_FULL, !visitor.isWritable() || crossing.get() > CROSSING);
    }

    /// Reads nothing until a relay does.
    void stopReading() {
        gate.hold(Reason.PEER_PENDING);
    }
}
