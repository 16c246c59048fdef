package dev.tunnel.edge.ingress.http2;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Flags;
import io.netty.handler.codec.http2.Http2FrameTypes;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The time that a visitor has for a head, HEADERS and all of its CONTINUATIONs. In front of the
/// codec, which tells nobody of a head before it has the whole. Between its frames nothing else may
/// come, so a head that does not end stops the connection for good.
public final class HeadPace extends ChannelInboundHandlerAdapter {
    private static final int PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".length();
    private static final int HEADER = 9;
    private static final int LENGTH = 3;

    private final Duration longest;
    private @Nullable Future<?> deadline;
    private long skip = PREFACE;
    private int headerBytes;
    private int length;
    private int type;
    private boolean underWay;
    private boolean lastOfHead;

    /// Whether a head has ended in what is looked at.
    private boolean ended;

    /// @param longest time that a head may take
    public HeadPace(Duration longest) {
        this.longest = longest;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (msg instanceof ByteBuf bytes) {
            scan(bytes);
            if (!underWay || ended) {
                ended = false;
                cancel();
            }
            if (underWay && deadline == null) {
                deadline =
                        ctx.executor()
                                .schedule(
                                        () -> expired(ctx),
                                        longest.toNanos(),
                                        TimeUnit.NANOSECONDS);
            }
        }
        ctx.fireChannelRead(msg);
    }

    private void scan(ByteBuf bytes) {
        int at = bytes.readerIndex();
        while (at < bytes.writerIndex()) {
            if (skip > 0) {
                int skipped = (int) Math.min(skip, bytes.writerIndex() - at);
                skip -= skipped;
                at += skipped;
                endOfFrame();
            } else {
                header(bytes.getUnsignedByte(at));
                at++;
            }
        }
    }

    private void header(int value) {
        if (headerBytes < LENGTH) {
            length = length << Byte.SIZE | value;
        } else if (headerBytes == LENGTH) {
            type = value;
        } else if (headerBytes == LENGTH + 1) {
            boolean head = type == Http2FrameTypes.HEADERS || type == Http2FrameTypes.CONTINUATION;
            underWay |= head;
            lastOfHead = head && new Http2Flags((short) value).endOfHeaders();
        }
        headerBytes++;
        if (headerBytes == HEADER) {
            headerBytes = 0;
            skip = length;
            length = 0;
            endOfFrame();
        }
    }

    private void endOfFrame() {
        if (skip == 0 && lastOfHead) {
            underWay = false;
            lastOfHead = false;
            ended = true;
        }
    }

    /// The codec says goodbye.
    private void expired(ChannelHandlerContext ctx) {
        ctx.fireExceptionCaught(
                Http2Exception.connectionError(
                        Http2Error.ENHANCE_YOUR_CALM, "no end of a head in time"));
    }

    private void cancel() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        cancel();
    }
}
