package dev.tunnel.cli.inspect.capture;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/// Keeps the beginning of a body. One thread writes; a [Body] it gave may be read anywhere, for
/// bytes that were written are never written again.
final class BodyRecorder {

    private static final int FIRST_ROOM = 1024;

    private final Account account;
    private int limit;
    private byte[] bytes = {};
    private int length;
    private long size;

    BodyRecorder(int limit, Account account) {
        this.limit = limit;
        this.account = account;
    }

    void add(ByteBuf buffer, int index, int count) {
        size += count;
        int kept = Math.min(count, limit - length);
        if (kept > 0 && hasRoom(length + kept)) {
            buffer.getBytes(index, bytes, length, kept);
            length += kept;
        }
    }

    /// Past the first bytes that there was no room for, nothing is kept: no holes.
    private boolean hasRoom(int wanted) {
        if (wanted <= bytes.length) {
            return true;
        }
        int room = Math.min(limit, Math.max(wanted, Math.max(FIRST_ROOM, bytes.length * 2)));
        if (!account.take(room - bytes.length)) {
            limit = length;
            return false;
        }
        bytes = Arrays.copyOf(bytes, room);
        return true;
    }

    Body body() {
        return size == 0 ? Body.EMPTY : new Body(size, new Content.InMemory(bytes, length));
    }
}
