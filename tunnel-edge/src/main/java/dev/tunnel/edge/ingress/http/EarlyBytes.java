package dev.tunnel.edge.ingress.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.CompositeByteBuf;
import org.jspecify.annotations.Nullable;

/// Bytes of a new protocol that come in before its relay stands.
final class EarlyBytes {
    private @Nullable CompositeByteBuf bytes;

    void add(ByteBufAllocator allocator, ByteBuf more) {
        if (bytes == null) {
            bytes = allocator.compositeBuffer();
        }
        bytes.addComponent(true, more);
    }

    /// All of them, to be released by the caller; `null` when there are none.
    @Nullable ByteBuf take() {
        var taken = bytes;
        bytes = null;
        return taken;
    }

    void release() {
        if (bytes != null) {
            bytes.release();
            bytes = null;
        }
    }
}
