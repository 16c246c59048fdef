package dev.tunnel.protocol.mux;

import io.netty.buffer.ByteBuf;
import io.netty.channel.socket.ChannelInputShutdownEvent;

/// What a stream receives: kept until the pipeline reads, delivered, and granted again as it is
/// delivered. Event loop only, but for [#isEnded()].
final class StreamInput {
    /// Bytes handed to the pipeline in one go before it is asked again whether it still reads.
    private static final int DELIVERY = 128 * 1024;

    private final MuxStreamChannel stream;
    private final MuxConnection connection;
    private final ReceiveWindow window;
    private final HeldData received;

    private boolean reading;
    private boolean touched;
    private boolean finReceived;
    private volatile boolean ended;

    StreamInput(
            MuxStreamChannel stream,
            MuxConnection connection,
            ReceiveWindow window,
            WindowBudget budget) {
        this.stream = stream;
        this.connection = connection;
        this.window = window;
        this.received = new HeldData(budget);
    }

    /// Takes over a part of a DATA frame.
    void onData(ByteBuf part) {
        if (finReceived || !stream.isOpen()) {
            part.release();
            if (finReceived) {
                throw new ProtocolException("DATA after FIN on stream " + stream.streamId());
            }
            return;
        }
        try {
            window.received(part.readableBytes());
        } catch (ProtocolException e) {
            part.release();
            throw e;
        }
        if (reading && received.isEmpty()) {
            touched = touched || connection.touch(stream);
            deliver(part);
        } else if (!received.add(part, stream.alloc())) {
            stream.breakOff(ResetCode.LIMIT);
        }
    }

    void onFin() {
        if (finReceived) {
            throw new ProtocolException("second FIN on stream " + stream.streamId());
        }
        finReceived = true;
        if (reading && received.isEmpty()) {
            end();
        }
    }

    /// The connection has read all there was for now.
    void onReadComplete() {
        touched = false;
        if (stream.isOpen()) {
            completeRead();
        }
    }

    /// The pipeline wants to read.
    void beginRead() {
        if (reading) {
            return;
        }
        reading = true;
        if (!received.isEmpty() || (finReceived && !ended)) {
            stream.eventLoop().execute(this::deliverReceived);
        }
    }

    void stopReading() {
        reading = false;
    }

    boolean isFinReceived() {
        return finReceived;
    }

    /// Whether the end has been delivered, or nothing will be any more. Any thread.
    boolean isEnded() {
        return ended;
    }

    /// Drops what was not read, and gives its part of the budget back.
    void discard() {
        ended = true;
        received.clear();
        window.release(MuxProtocol.INITIAL_WINDOW);
    }

    private void deliver(ByteBuf part) {
        int bytes = part.readableBytes();
        stream.pipeline().fireChannelRead(part);
        if (stream.isOpen() && !finReceived) {
            int grant = window.consumed(bytes, connection.now(), connection.roundTripNanos());
            if (grant > 0) {
                connection.sendCredit(stream.streamId(), grant);
            }
        }
    }

    private void deliverReceived() {
        int delivered = 0;
        while (reading && delivered < DELIVERY && stream.isOpen()) {
            ByteBuf part = received.poll();
            if (part == null) {
                break;
            }
            delivered += part.readableBytes();
            deliver(part);
        }
        if (reading && finReceived && received.isEmpty() && stream.isOpen()) {
            end();
        }
        if (delivered > 0 && stream.isOpen()) {
            completeRead();
        }
    }

    private void completeRead() {
        reading = false;
        stream.pipeline().fireChannelReadComplete();
    }

    private void end() {
        if (!ended) {
            ended = true;
            stream.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
            stream.closeIfFinished();
        }
    }
}
