package dev.tunnel.protocol.mux;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/// Cuts a byte stream into frames: type (8 bit), length (24 bit), stream id (32 bit), payload.
///
/// DATA payloads are handed on as retained slices of what was read, never assembled; all other
/// payloads are small and collected. Not a handler: it owns no channel and can be fed byte by byte.
final class FrameDecoder {
    static final int HEADER = 8;

    private final FrameSink sink;
    private final ByteBufAllocator allocator;

    private long header;
    private int headerBytes;
    private int type;
    private int streamId;
    private int missing;
    private @Nullable ByteBuf payload;
    private boolean stopped;

    FrameDecoder(FrameSink sink, ByteBufAllocator allocator) {
        this.sink = sink;
        this.allocator = allocator;
    }

    /// Reads all of `in` and releases it.
    ///
    /// @throws ProtocolException at the first frame that must not be
    void decode(ByteBuf in) {
        try {
            while (in.isReadable() && !stopped) {
                if (headerBytes < HEADER) {
                    readHeader(in);
                } else {
                    readPayload(in);
                }
            }
        } finally {
            in.release();
        }
    }

    /// Drops what is half read, and everything that still comes.
    void stop() {
        stopped = true;
        if (payload != null) {
            payload.release();
            payload = null;
        }
    }

    private void readHeader(ByteBuf in) {
        if (headerBytes == 0 && in.readableBytes() >= HEADER) {
            header = in.readLong();
            headerBytes = HEADER;
        } else {
            while (headerBytes < HEADER && in.isReadable()) {
                header = header << Byte.SIZE | in.readUnsignedByte();
                headerBytes++;
            }
        }
        if (headerBytes == HEADER) {
            beginFrame();
        }
    }

    private void beginFrame() {
        type = (int) (header >>> 56);
        missing = (int) (header >>> 32) & 0xFF_FFFF;
        streamId = (int) header;
        FrameType.check(type, missing, streamId);
        if (missing == 0) {
            headerBytes = 0;
            if (type <= FrameType.GOAWAY) {
                sink.onFrame(type, streamId, Unpooled.EMPTY_BUFFER);
            }
        }
    }

    private void readPayload(ByteBuf in) {
        int length = Math.min(missing, in.readableBytes());
        if (type == FrameType.DATA) {
            endOf(length);
            sink.onData(streamId, in.readRetainedSlice(length));
        } else if ((type & FrameType.OPTIONAL) != 0) {
            endOf(length);
            in.skipBytes(length);
        } else {
            collect(in, length);
        }
    }

    private void collect(ByteBuf in, int length) {
        if (payload == null) {
            payload = allocator.heapBuffer(missing);
        }
        payload.writeBytes(in, length);
        endOf(length);
        if (missing == 0) {
            ByteBuf whole = payload;
            payload = null;
            try {
                sink.onFrame(type, streamId, whole);
            } finally {
                whole.release();
            }
        }
    }

    private void endOf(int length) {
        missing -= length;
        if (missing == 0) {
            headerBytes = 0;
        }
    }
}
