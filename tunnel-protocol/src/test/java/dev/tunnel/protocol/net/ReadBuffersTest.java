package dev.tunnel.protocol.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator.ExtendedHandle;
import org.junit.jupiter.api.Test;

final class ReadBuffersTest {
    private static final ByteBufAllocator ALLOCATOR = UnpooledByteBufAllocator.DEFAULT;

    @SuppressWarnings("deprecation")
    private final ExtendedHandle handle = (ExtendedHandle) new ReadBuffers().newHandle();

    @Test
    void a_buffer_leaves_room_for_a_frame_header() {
        var buffer = handle.allocate(ALLOCATOR);

        assertThat(buffer.readerIndex()).isEqualTo(ReadBuffers.HEADROOM);
        assertThat(buffer.isReadable()).isFalse();
        assertThat(buffer.capacity()).isEqualTo(4 * 1024);
        buffer.release();
    }

    @Test
    void grows_while_reads_fill_it_up_to_sixteen_records() {
        for (int i = 0; i < 10; i++) {
            read(handle.guess() - ReadBuffers.HEADROOM);
        }

        assertThat(handle.guess()).isEqualTo(256 * 1024);
    }

    @Test
    void shrinks_after_two_small_reads_and_not_after_one() {
        grow();

        read(100);
        assertThat(handle.guess()).isEqualTo(64 * 1024);
        read(100);
        assertThat(handle.guess()).isEqualTo(16 * 1024);
    }

    @Test
    void a_read_that_needs_its_size_keeps_it() {
        grow();

        read(100);
        read(60 * 1024);
        read(100);

        assertThat(handle.guess()).isEqualTo(64 * 1024);
    }

    @Test
    void nothing_read_changes_nothing() {
        grow();

        read(-1);
        read(0);
        read(-1);

        assertThat(handle.guess()).isEqualTo(64 * 1024);
    }

    private void grow() {
        read(4 * 1024 - ReadBuffers.HEADROOM);
        read(16 * 1024 - ReadBuffers.HEADROOM);
    }

    private void read(int bytes) {
        var buffer = handle.allocate(ALLOCATOR);
        handle.attemptedBytesRead(buffer.writableBytes());
        handle.lastBytesRead(bytes);
        buffer.release();
    }
}
