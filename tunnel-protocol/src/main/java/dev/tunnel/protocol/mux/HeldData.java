package dev.tunnel.protocol.mux;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// Data that has arrived on one stream and waits for a reader.
///
/// Small parts are copied together: a slice keeps the whole buffer that it was cut from, and a peer
/// that sends byte by byte would otherwise cost a thousand times what its credit says.
final class HeldData {
    private static final int SMALL = 2048;
    private static final int CHUNK = 8192;

    private final WindowBudget budget;
    private final Queue<ByteBuf> parts = new ArrayDeque<>(4);
    private @Nullable ByteBuf tail;
    private long bytes;

    HeldData(WindowBudget budget) {
        this.budget = budget;
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    /// Takes a part over.
    ///
    /// @return false, and the part released, when the budget has no room for it
    boolean add(ByteBuf part, ByteBufAllocator allocator) {
        int length = part.readableBytes();
        if (!budget.hold(length)) {
            part.release();
            return false;
        }
        bytes += length;
        if (length < SMALL) {
            copy(part, allocator);
        } else {
            parts.add(part);
            tail = null;
        }
        return true;
    }

    private void copy(ByteBuf part, ByteBufAllocator allocator) {
        ByteBuf chunk = tail;
        if (chunk == null || chunk.writableBytes() < part.readableBytes()) {
            chunk = allocator.buffer(CHUNK, CHUNK);
            parts.add(chunk);
            tail = chunk;
        }
        chunk.writeBytes(part);
        part.release();
    }

    /// Hands the oldest part over, or nothing.
    @Nullable ByteBuf poll() {
        ByteBuf part = parts.poll();
        if (part == null) {
            return null;
        }
        if (part == tail) {
            tail = null;
        }
        int length = part.readableBytes();
        bytes -= length;
        budget.release(length);
        return part;
    }

    /// Drops everything.
    void clear() {
        for (ByteBuf part = poll(); part != null; part = poll()) {
            part.release();
        }
    }

    long bytes() {
        return bytes;
    }
}
