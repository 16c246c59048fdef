package dev.tunnel.protocol.mux;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;

/// Any bytes are frames or a [ProtocolException], the same in one piece and byte by byte, and leave
/// no buffer behind.
public final class FrameDecoderFuzz {
    private FrameDecoderFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        var whole = decode(data, Math.max(1, data.length));
        var pieces = decode(data, 1);
        if (!whole.equals(pieces)) {
            throw new AssertionError(whole + "\nin pieces: " + pieces);
        }
    }

    private static String decode(byte[] data, int piece) {
        var allocator = new UnpooledByteBufAllocator(false);
        var heard = new Heard();
        var decoder = new FrameDecoder(heard, allocator);
        try {
            for (int from = 0; from < data.length; from += piece) {
                int length = Math.min(piece, data.length - from);
                decoder.decode(Unpooled.copiedBuffer(data, from, length));
            }
        } catch (ProtocolException e) {
            heard.all.append(" refused: ").append(e.getMessage());
        }
        decoder.stop();
        if (allocator.metric().usedHeapMemory() > 0) {
            throw new AssertionError("a payload was left behind");
        }
        return heard.all.toString();
    }

    private static final class Heard implements FrameSink {
        final StringBuilder all = new StringBuilder();
        private int last;

        @Override
        public void onData(int streamId, ByteBuf data) {
            // Where a frame is cut is not said.
            if (last != streamId) {
                all.append(" data ").append(streamId).append(' ');
                last = streamId;
            }
            all.append(ByteBufUtil.hexDump(data));
            data.release();
        }

        @Override
        public void onFrame(int type, int streamId, ByteBuf payload) {
            last = 0;
            all.append(" frame ").append(type).append(' ').append(streamId).append(' ');
            all.append(ByteBufUtil.hexDump(payload));
        }
    }
}
