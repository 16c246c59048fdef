package dev.tunnel.edge.ingress.http;

import dev.tunnel.protocol.relay.ReadGate;
import dev.tunnel.protocol.relay.ReadGate.Reason;
import io.netty.channel.Channel;

/// The visitor's connection as a stream's event loop uses it: writes to it, and lets the stream
/// read no faster than the visitor does.
final class VisitorSide {
    private final Channel visitor;
    private final ReadGate gate;
    private boolean unflushed;

    VisitorSide(Channel visitor, Channel stream) {
        this.visitor = visitor;
        this.gate = new ReadGate(stream);
    }

    void write(Object message) {
        visitor.write(message, visitor.voidPromise());
        unflushed = true;
        adjustReading();
    }

    void flush() {
        if (unflushed) {
            unflushed = false;
            visitor.flush();
        }
    }

    /// Reads on when the visitor has room, stops when not.
    void adjustReading() {
        gate.set(Reason.PEER_FULL, !visitor.isWritable());
    }

    /// Reads nothing until a relay does.
    void stopReading() {
        gate.hold(Reason.PEER_PENDING);
    }

    /// Runs an action on the visitor's event loop, after everything written so far.
    void tell(Runnable action) {
        if (visitor.eventLoop().inEventLoop()) {
            action.run();
        } else {
            visitor.eventLoop().execute(action);
        }
    }
}
