package dev.tunnel.protocol.mux;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.WriteBufferWaterMark;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/// Writes frames. Control frames go at once; streams with data wait for their turn, each sends a
/// bounded portion, and one flush a pass of the event loop serves all of them.
final class FrameWriter {
    static final WriteBufferWaterMark WATER_MARK =
            new WriteBufferWaterMark(256 * 1024, 1024 * 1024);

    /// A turn's portion when several streams have data: small enough to be fair. With its header it
    /// fills TLS records.
    private static final int SHARED_PORTION = 64 * 1024 - FrameDecoder.HEADER;

    private static final int LONE_PORTION = MuxProtocol.MAX_DATA - FrameDecoder.HEADER;

    private final Channel channel;
    private final long maxPending;
    private final Consumer<String> fail;
    private final Queue<MuxStreamChannel> ready = new ArrayDeque<>();
    private final Runnable drainTask = this::drainLater;
    private boolean scheduled;
    private boolean unflushed;

    FrameWriter(Channel channel, long maxPending, Consumer<String> fail) {
        this.channel = channel;
        this.maxPending = maxPending;
        this.fail = fail;
    }

    /// A stream has data and credit: it gets its turn.
    void ready(MuxStreamChannel stream) {
        if (stream.enqueue()) {
            ready.add(stream);
            schedule();
        }
    }

    void open(int streamId, StreamOpen open) {
        ByteBuf frame = channel.alloc().buffer(FrameDecoder.HEADER + 96);
        frame.writeZero(FrameDecoder.HEADER);
        open.encode(frame);
        int length = frame.readableBytes() - FrameDecoder.HEADER;
        frame.setLong(0, header(FrameType.OPEN, length, streamId));
        write(frame);
    }

    /// @param headroom whether the header may go into the bytes before the reader index
    void data(int streamId, ByteBuf data, boolean headroom) {
        long header = header(FrameType.DATA, data.readableBytes(), streamId);
        if (headroom) {
            int start = data.readerIndex() - FrameDecoder.HEADER;
            data.setLong(start, header).readerIndex(start);
        } else {
            ByteBuf alone = channel.alloc().buffer(FrameDecoder.HEADER).writeLong(header);
            channel.write(alone, channel.voidPromise());
        }
        channel.write(data, channel.voidPromise());
        unflushed = true;
    }

    void credit(int streamId, int bytes) {
        write(frame(FrameType.CREDIT, Integer.BYTES, streamId).writeInt(bytes));
    }

    void fin(int streamId) {
        write(frame(FrameType.FIN, 0, streamId));
    }

    void reset(int streamId, ResetCode code) {
        write(frame(FrameType.RST, 1, streamId).writeByte(code.wire()));
    }

    void ping(long stamp) {
        write(frame(FrameType.PING, Long.BYTES, 0).writeLong(stamp));
    }

    void pong(long stamp) {
        write(frame(FrameType.PONG, Long.BYTES, 0).writeLong(stamp));
    }

    void control(int type, byte[] payload) {
        if (payload.length > MuxProtocol.MAX_CONTROL) {
            throw new IllegalArgumentException("control message of " + payload.length + " bytes");
        }
        write(frame(type, payload.length, 0).writeBytes(payload));
    }

    /// Gives turns until the connection is full or nobody has anything, then flushes.
    void drainNow() {
        while (channel.isWritable() && !ready.isEmpty()) {
            MuxStreamChannel stream = ready.remove();
            int portion = ready.isEmpty() ? LONE_PORTION : SHARED_PORTION;
            if (stream.sendPortion(portion) && stream.enqueue()) {
                ready.add(stream);
            }
        }
        if (unflushed) {
            unflushed = false;
            channel.flush();
        }
    }

    private void drainLater() {
        scheduled = false;
        drainNow();
    }

    /// Drains after what the event loop is doing now.
    void schedule() {
        if (!scheduled) {
            scheduled = true;
            channel.eventLoop().execute(drainTask);
        }
    }

    private void write(ByteBuf frame) {
        channel.write(frame, channel.voidPromise());
        unflushed = true;
        schedule();
        ChannelOutboundBuffer out = channel.unsafe().outboundBuffer();
        if (out != null && out.totalPendingWriteBytes() > maxPending) {
            fail.accept(
                    "peer does not read: %d bytes wait".formatted(out.totalPendingWriteBytes()));
        }
    }

    private ByteBuf frame(int type, int length, int streamId) {
        return channel.alloc()
                .buffer(FrameDecoder.HEADER + length)
                .writeLong(header(type, length, streamId));
    }

    private static long header(int type, int length, int streamId) {
        return (long) type << 56 | (long) length << 32 | streamId;
    }
}
