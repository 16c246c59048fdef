package dev.tunnel.edge.ingress.http2;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.DefaultHttp2LocalFlowController;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Stream;
import org.jspecify.annotations.Nullable;

/// What a peer may send ahead: a window for each stream, and its share of a budget for all
/// connections together. A stream whose data finds no room in the budget is reset.
///
/// The connection's own window is granted again at once. Otherwise a few streams that stall would
/// use it up and stop all others; what a connection can keep is bounded by the windows of its
/// streams.
final class BudgetedFlow extends DefaultHttp2LocalFlowController {
    /// What a frame costs beside its data, so that many small ones are not for free.
    private static final int FRAME = 256;

    private final Http2Connection.PropertyKey key;
    private final MemoryBudget.Share budget;

    private static final class Held {
        private long bytes;
        private long overhead;
    }

    BudgetedFlow(Http2Connection connection, MemoryBudget.Share budget) {
        super(connection, DEFAULT_WINDOW_UPDATE_RATIO, true);
        this.budget = budget;
        this.key = connection.newKey();
        connection.addListener(
                new Http2ConnectionAdapter() {
                    @Override
                    public void onStreamClosed(Http2Stream stream) {
                        Held held = stream.removeProperty(key);
                        if (held != null) {
                            budget.release(held.bytes + held.overhead);
                        }
                    }
                });
    }

    @Override
    public void receiveFlowControlledFrame(
            @Nullable Http2Stream stream, ByteBuf data, int padding, boolean endOfStream)
            throws Http2Exception {
        super.receiveFlowControlledFrame(stream, data, padding, endOfStream);
        if (stream == null || stream.state() == Http2Stream.State.CLOSED) {
            return;
        }
        int bytes = data.readableBytes() + padding;
        if (!budget.hold(bytes + FRAME)) {
            throw Http2Exception.streamError(
                    stream.id(), Http2Error.ENHANCE_YOUR_CALM, "no memory left for slow readers");
        }
        Held held = stream.getProperty(key);
        if (held == null) {
            held = new Held();
            stream.setProperty(key, held);
        }
        held.bytes += bytes;
        held.overhead += FRAME;
    }

    @Override
    public boolean consumeBytes(@Nullable Http2Stream stream, int bytes) throws Http2Exception {
        if (stream == null) {
            return false;
        }
        Held held = stream.getProperty(key);
        if (held != null) {
            long given = Math.min(bytes, held.bytes);
            held.bytes -= given;
            long overhead = held.bytes == 0 ? held.overhead : 0;
            held.overhead -= overhead;
            budget.release(given + overhead);
        }
        return super.consumeBytes(stream, bytes);
    }
}
