package dev.tunnel.edge.ingress.http;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.tunnel.edge.ingress.http2.Resets;
import dev.tunnel.edge.ingress.http2.VisitorStream;
import dev.tunnel.protocol.relay.ReadGate;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2StreamChannelOption;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// One stream of an HTTP/2 connection: one request.
///
/// Reading never stops here. What a visitor may send ahead is its stream's window, and that is
/// granted again as the bytes leave for the local service.
final class Http2Line implements Line {
    /// What a cut response's last bytes may take.
    private static final int LAST_BYTES_MILLIS = 500;

    /// A reader that takes nothing of the rest of its response for so long is given up. What it
    /// takes shows in steps only, of as much as the service sent at once.
    private static final Duration WRITE = Duration.ofMinutes(3);

    private final ChannelHandlerContext ctx;
    private final VisitorStream stream;
    private final VisitorConnection connection;
    private final AtomicInteger sent = new AtomicInteger();
    private final Deadline written;
    private long room;
    private boolean ended;

    Http2Line(ChannelHandlerContext ctx, VisitorStream stream, VisitorConnection connection) {
        this.ctx = ctx;
        this.stream = stream;
        this.connection = connection;
        this.written = new Deadline(ctx.executor(), this::expired);
    }

    @Override
    public VisitorConnection connection() {
        return connection;
    }

    @Override
    public void hold(ReadGate.Reason reason) {}

    @Override
    public void release(ReadGate.Reason reason) {}

    @Override
    public @Nullable ChannelFutureListener afterSending(int bytes) {
        return bytes == 0 ? null : done -> grant(bytes);
    }

    /// Any thread; several grants become one.
    private void grant(int bytes) {
        if (sent.getAndAdd(bytes) == 0) {
            ctx.executor().execute(this::grantSent);
        }
    }

    private void grantSent() {
        int bytes = sent.getAndSet(0);
        if (ctx.channel().isActive() && !stream.frames().isComplete()) {
            ctx.channel().writeAndFlush(new DefaultHttp2WindowUpdateFrame(bytes));
        }
    }

    @Override
    public void next() {
        finish();
    }

    @Override
    public void end(boolean inputEnded) {
        finish();
    }

    /// The stream closes by itself with the end of both sides; the rest of a request that is
    /// answered already is not wanted (RFC 9113, 8.1).
    private void finish() {
        if (ended) {
            return;
        }
        ended = true;
        room = room();
        written.in(WRITE);
        stream.writer()
                .ended()
                .addListener(_ -> {
                    if (!stream.frames().isComplete()) {
                        Resets.send(ctx, Http2Error.NO_ERROR);
                    }
                });
    }

    private void expired() {
        long now = room();
        if (now <= room) {
            Resets.send(ctx, Http2Error.CANCEL);
        } else {
            room = now;
            written.in(WRITE);
        }
    }

    /// Grows as what is written leaves.
    private long room() {
        Channel channel = ctx.channel();
        return channel.bytesBeforeUnwritable() - channel.bytesBeforeWritable();
    }

    @Override
    public void cut(boolean tellsItsEnd) {
        ctx.channel()
                .writeAndFlush(Unpooled.EMPTY_BUFFER)
                .addListener(_ -> Resets.send(ctx, Http2Error.INTERNAL_ERROR));
        var _ =
                ctx.executor()
                        .schedule(
                                () -> Resets.send(ctx, Http2Error.INTERNAL_ERROR),
                                LAST_BYTES_MILLIS,
                                MILLISECONDS);
    }

    @Override
    public void gone() {
        written.cancel();
    }

    /// From here on the relay reads no faster than the local service does.
    @Override
    public void upgrade() {
        ctx.channel().config().setOption(Http2StreamChannelOption.AUTO_STREAM_FLOW_CONTROL, true);
    }
}
