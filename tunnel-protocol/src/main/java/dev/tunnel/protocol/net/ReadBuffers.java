package dev.tunnel.protocol.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;

/// Buffers for reading from sockets, with [#HEADROOM] bytes free before what is read, where a
/// frame's header fits without a copy. They start small, grow fourfold as soon as one is filled and
/// shrink after two reads that would have fitted into the next smaller one. Header and payload
/// together are a multiple of a TLS record's 16 KiB.
///
/// Netty's own adaptive allocator compares what was read with its guess instead of the room there
/// was, so that headroom makes it shrink to its smallest buffer.
public final class ReadBuffers extends DefaultMaxMessagesRecvByteBufAllocator {
    /// Bytes before the reader index of a buffer that was just read.
    public static final int HEADROOM = 8;

    /// Where the buffers of relayed channels come from. Netty's adaptive allocator, its default,
    /// gives the chunks of large buffers back to the system when several streams are busy, and the
    /// next read faults their pages in again (docs/decisions/0166).
    public static final PooledByteBufAllocator POOL = PooledByteBufAllocator.DEFAULT;

    private static final int[] SIZES = {4 * 1024, 16 * 1024, 64 * 1024, 256 * 1024};
    private static final int PATIENCE = 2;

    /// The deprecated method is the only one that this interface has.
    @Override
    @SuppressWarnings("deprecation")
    public Handle newHandle() {
        return new Sizes();
    }

    private final class Sizes extends MaxMessageHandle {
        private int index;
        private int small;

        @Override
        public int guess() {
            return SIZES[index];
        }

        @Override
        public ByteBuf allocate(ByteBufAllocator allocator) {
            return allocator.ioBuffer(guess()).setIndex(HEADROOM, HEADROOM);
        }

        @Override
        public void lastBytesRead(int bytes) {
            super.lastBytesRead(bytes);
            if (bytes <= 0) {
                return;
            }
            if (bytes == attemptedBytesRead()) {
                small = 0;
                index = Math.min(index + 1, SIZES.length - 1);
            } else if (index > 0 && bytes <= SIZES[index - 1] - HEADROOM) {
                small++;
                if (small >= PATIENCE) {
                    small = 0;
                    index--;
                }
            } else {
                small = 0;
            }
        }
    }
}
