package dev.tunnel.edge.ingress.http;

import dev.tunnel.protocol.relay.ReadGate;
import dev.tunnel.protocol.relay.ReadGate.Reason;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpContent;
import java.util.ArrayList;
import java.util.List;

/// The visitor's connection as a stream's event loop uses it: writes to it, and lets the stream
/// read no faster than the visitor does.
///
/// When the two are on different event loops, small things cross over together: a short answer is
/// one task instead of one for its head, its body, the flush and the news that it is complete.
final class VisitorSide {
    /// More than this crosses over piece by piece, which the visitor's channel takes into account
    /// at once when it is asked whether it has room.
    private static final int TOGETHER = 16 * 1024;

    private static final int HEAD = 512;

    private final Channel visitor;
    private final ReadGate gate;
    private final boolean sameLoop;
    private List<Object> waiting = new ArrayList<>(4);
    private int waitingBytes;
    private boolean unflushed;

    VisitorSide(Channel visitor, Channel stream) {
        this.visitor = visitor;
        this.gate = new ReadGate(stream);
        this.sameLoop = visitor.eventLoop() == stream.eventLoop();
    }

    void write(Object message) {
        unflushed = true;
        if (sameLoop) {
            visitor.write(message, visitor.voidPromise());
        } else {
            waiting.add(message);
            waitingBytes += message instanceof HttpContent c ? c.content().readableBytes() : HEAD;
            if (waitingBytes > TOGETHER) {
                waiting.forEach(one -> visitor.write(one, visitor.voidPromise()));
                waiting.clear();
                waitingBytes = 0;
            }
        }
        adjustReading();
    }

    void flush() {
        if (unflushed) {
            unflushed = false;
            if (waiting.isEmpty()) {
                visitor.flush();
            } else {
                cross(() -> {});
            }
        }
    }

    /// Runs an action on the visitor's event loop, after everything written so far.
    void tell(Runnable action) {
        if (sameLoop) {
            action.run();
        } else {
            cross(action);
        }
    }

    private void cross(Runnable action) {
        var messages = waiting;
        boolean flush = unflushed || !messages.isEmpty();
        waiting = new ArrayList<>(4);
        waitingBytes = 0;
        unflushed = false;
        visitor.eventLoop()
                .execute(() -> {
                    messages.forEach(one -> visitor.write(one, visitor.voidPromise()));
                    if (flush) {
                        visitor.flush();
                    }
                    action.run();
                });
    }

    /// Reads on when the visitor has room, stops when not.
    void adjustReading() {
        gate.set(Reason.PEER_FULL, !visitor.isWritable());
    }

    /// Reads nothing until a relay does.
    void stopReading() {
        gate.hold(Reason.PEER_PENDING);
    }
}
