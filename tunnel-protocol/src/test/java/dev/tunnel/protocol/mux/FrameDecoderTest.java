package dev.tunnel.protocol.mux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FrameDecoderTest {
    private final List<String> seen = new ArrayList<>();
    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);
    private final FrameDecoder decoder =
            new FrameDecoder(
                    new FrameSink() {
                        @Override
                        public void onData(int streamId, ByteBuf part) {
                            seen.add("data " + streamId + " " + ByteBufUtil.hexDump(part));
                            part.release();
                        }

                        @Override
                        public void onFrame(int type, int streamId, ByteBuf payload) {
                            seen.add(type + " " + streamId + " " + ByteBufUtil.hexDump(payload));
                        }
                    },
                    allocator);

    @Test
    void reads_frames_that_arrive_in_any_pieces() {
        Random random = new Random(1);
        for (int round = 0; round < 500; round++) {
            seen.clear();
            ByteBuf all = sample();
            while (all.isReadable()) {
                decoder.decode(all.readBytes(Math.min(all.readableBytes(), 1 + random.nextInt(9))));
            }
            all.release();
            assertThat(joined())
                    .containsExactly(
                            "8 0 7b7d", "data 1 0102030405060708", "4 1 ", "6 0 00000000000000ff");
        }
        assertThat(allocator.metric().usedHeapMemory()).isZero();
    }

    /// Parts of one DATA frame joined again.
    private List<String> joined() {
        List<String> joined = new ArrayList<>();
        for (String entry : seen) {
            String last = joined.isEmpty() ? "" : joined.getLast();
            if (entry.startsWith("data 1 ") && last.startsWith("data 1 ")) {
                joined.set(joined.size() - 1, last + entry.substring("data 1 ".length()));
            } else {
                joined.add(entry);
            }
        }
        return joined;
    }

    private static ByteBuf sample() {
        ByteBuf out = Unpooled.buffer();
        out.writeLong(header(FrameType.CONTROL, 2, 0)).writeBytes(new byte[] {'{', '}'});
        out.writeLong(header(FrameType.DATA, 8, 1)).writeLong(0x0102030405060708L);
        out.writeLong(header(0x9F, 3, 77)).writeBytes(new byte[] {9, 9, 9});
        out.writeLong(header(FrameType.FIN, 0, 1));
        out.writeLong(header(0x80, 0, 0));
        out.writeLong(header(FrameType.PING, 8, 0)).writeLong(0xFF);
        return out;
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0", // no such type
        "10, 4, 1", // unknown and not optional
        "1, 5000, 1", // OPEN too long
        "2, 0, 1", // empty DATA
        "2, 300000, 1", // DATA too long
        "2, 5, 0", // DATA off a stream
        "3, 3, 1", // short CREDIT
        "4, 1, 1", // FIN with payload
        "5, 0, 1", // RST without code
        "6, 9, 0", // PING too long
        "6, 8, 3", // PING on a stream
        "8, 65537, 0", // CONTROL too long
        "9, 2, 1", // GOAWAY on a stream
        "128, 65537, 0", // optional frame too long
        "2, 5, -1", // negative stream
    })
    void refuses_a_header_that_must_not_be(int type, int length, int streamId) {
        ByteBuf in = Unpooled.buffer().writeLong(header(type, length, streamId));
        assertThatThrownBy(() -> decoder.decode(in)).isInstanceOf(ProtocolException.class);
        assertThat(in.refCnt()).isZero();
    }

    @Test
    void keeps_nothing_after_garbage() {
        Random random = new Random(7);
        for (int round = 0; round < 5_000; round++) {
            byte[] garbage = new byte[random.nextInt(64)];
            random.nextBytes(garbage);
            FrameDecoder fresh =
                    new FrameDecoder(
                            new FrameSink() {
                                @Override
                                public void onData(int streamId, ByteBuf part) {
                                    part.release();
                                }

                                @Override
                                public void onFrame(int type, int streamId, ByteBuf payload) {}
                            },
                            allocator);
            try {
                fresh.decode(allocator.heapBuffer().writeBytes(garbage));
            } catch (ProtocolException expected) {
                assertThat(expected.getStackTrace()).isEmpty();
            }
            fresh.stop();
        }
        assertThat(allocator.metric().usedHeapMemory()).isZero();
    }

    private static long header(int type, int length, int streamId) {
        return (long) type << 56 | (long) length << 32 | (streamId & 0xFFFF_FFFFL);
    }
}
