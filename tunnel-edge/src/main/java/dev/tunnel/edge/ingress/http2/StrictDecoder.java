package dev.tunnel.edge.ingress.http2;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.DecoratingHttp2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.util.concurrent.Ticker;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/// Counts control frames, and judges frames on streams that are over as RFC 9113 (5.1) does, where
/// Netty is more lenient: after the end of the peer's side they are a stream error STREAM_CLOSED,
/// on a closed stream a connection error, unless it was the edge that reset the stream and the peer
/// may not know yet.
final class StrictDecoder extends DecoratingHttp2ConnectionDecoder {
    private static final int RESETS_REMEMBERED = 256;

    private final int controls;
    private final Ticker ticker;
    private final Queue<Integer> reset = new ArrayDeque<>();
    private final StreamEnds ended;

    StrictDecoder(Http2ConnectionDecoder decoder, int controls, Ticker ticker) {
        super(decoder);
        this.controls = controls;
        this.ticker = ticker;
        this.ended = new StreamEnds(decoder.connection());
        decoder.connection().addListener(new Watch());
    }

    @Override
    public void frameListener(Http2FrameListener listener) {
        super.frameListener(ended.watch(new FrameRate(listener, controls, ticker)));
    }

    @Override
    public void decodeFrame(ChannelHandlerContext ctx, ByteBuf in, List<Object> out)
            throws Http2Exception {
        try {
            super.decodeFrame(ctx, in, out);
        } catch (Http2Exception.StreamException e) {
            throw judge(e);
        }
    }

    private Http2Exception judge(Http2Exception.StreamException e) {
        if (e.error() == Http2Error.FRAME_SIZE_ERROR) {
            return e; // Whatever the state of its stream, no such frame may be.
        }
        int id = e.streamId();
        var stream = connection().stream(id);
        if (stream == null && e.error() == Http2Error.STREAM_CLOSED && !reset.contains(id)) {
            return Http2Exception.connectionError(Http2Error.STREAM_CLOSED, "%s", e.getMessage());
        }
        if (ended.contains(id)) {
            return Http2Exception.streamError(id, Http2Error.STREAM_CLOSED, "%s", e.getMessage());
        }
        return e;
    }

    private final class Watch extends Http2ConnectionAdapter {
        @Override
        public void onStreamClosed(Http2Stream stream) {
            if (stream.isResetSent()) {
                if (reset.size() == RESETS_REMEMBERED) {
                    reset.remove();
                }
                reset.add(stream.id());
            }
        }
    }
}
