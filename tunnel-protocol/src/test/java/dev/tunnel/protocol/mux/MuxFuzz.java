package dev.tunnel.protocol.mux;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/// Any sequence of frames, well formed or not, in any state of the streams: each end serves on or
/// closes with a reason, holds no more than it granted, and leaves nothing behind.
public final class MuxFuzz {
    private static final int LARGEST = 4096;
    private static final long BUDGET = 1 << 20;

    private MuxFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        var budget = WindowBudget.ofBytes(BUDGET);
        var pair = new MuxPair(new Reader(), MuxSettings.edge(budget));
        for (int i = 0; i < 3; i++) {
            pair.open(new Reader());
        }
        var input = ByteBuffer.wrap(data);
        while (input.remaining() >= 4) {
            step(pair, input);
            pair.edgeChannel.checkException();
            pair.agentChannel.checkException();
        }
        pair.pump();
        pair.finish();
    }

    private static void step(MuxPair pair, ByteBuffer input) {
        int what = input.get() & 0xFF;
        int stream = input.get();
        int type = input.get() & 0xFF;
        int length = input.get() & 0xFF;
        boolean toEdge = (what & 1) == 0;
        switch (what >>> 1 & 7) {
            case 0 -> read(pair, stream);
            case 1 -> close(pair, stream);
            case 2 -> end(pair, stream);
            case 3 -> pair.pump();
            case 4 -> write(pair, stream, length * 64);
            default -> send(pair, toEdge, frame(type, stream, payload(input, type, length)));
        }
        if (pair.edgeEnd.channel().isActive() && (what & 0x10) != 0) {
            pair.pump();
        }
    }

    private static byte[] payload(ByteBuffer input, int type, int length) {
        int fits =
                switch (type) {
                    case FrameType.CREDIT -> Integer.BYTES;
                    case FrameType.FIN -> 0;
                    case FrameType.RST -> 1;
                    case FrameType.PING, FrameType.PONG -> Long.BYTES;
                    case FrameType.DATA -> 1 + length * (LARGEST / 256);
                    default -> length;
                };
        byte[] payload = new byte[fits];
        input.get(payload, 0, Math.min(fits, input.remaining()));
        return payload;
    }

    private static ByteBuf frame(int type, int stream, byte[] payload) {
        return Unpooled.buffer()
                .writeByte(type)
                .writeMedium(payload.length)
                .writeInt(stream)
                .writeBytes(payload);
    }

    private static void send(MuxPair pair, boolean toEdge, ByteBuf frame) {
        var channel = toEdge ? pair.edgeChannel : pair.agentChannel;
        if (channel.isActive()) {
            channel.writeInbound(frame);
        } else {
            frame.release();
        }
    }

    private static void read(MuxPair pair, int stream) {
        with(pair, stream, MuxStreamChannel::read);
    }

    private static void close(MuxPair pair, int stream) {
        with(pair, stream, MuxStreamChannel::close);
    }

    private static void end(MuxPair pair, int stream) {
        with(pair, stream, MuxStreamChannel::shutdownOutput);
    }

    private static void write(MuxPair pair, int stream, int length) {
        with(pair, stream, channel -> channel.writeAndFlush(Unpooled.buffer().writeZero(length)));
    }

    private static void with(MuxPair pair, int stream, Consumer<MuxStreamChannel> act) {
        var streams = pair.agent.streams;
        if (!streams.isEmpty()) {
            var channel = streams.get(Math.floorMod(stream, streams.size()));
            if (channel.isActive()) {
                act.accept(channel);
                pair.agentChannel.runPendingTasks();
            }
        }
    }

    /// Reads when it is told to.
    @io.netty.channel.ChannelHandler.Sharable
    private static final class Reader extends ChannelInboundHandlerAdapter {
        @Override
        public void handlerAdded(ChannelHandlerContext ctx) {
            ctx.channel().config().setAutoRead(false);
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object msg) {
            ((ByteBuf) msg).release();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            if (!(cause instanceof StreamResetException)
                    && !(cause instanceof java.io.IOException)) {
                throw new AssertionError(cause);
            }
        }
    }
}
