package dev.tunnel.edge.ingress.http2;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.util.ReferenceCountUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The frames of one visitor's stream as a [VisitorRequest] and its body; after an extended CONNECT
/// as bytes. What is malformed resets the stream.
///
/// The stream's window is not granted again here: only whoever passes the body on knows when it has
/// left.
public final class VisitorFrames extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(VisitorFrames.class);

    private final FrameWriter writer;
    private boolean begun;
    private boolean tunnelled;
    private boolean complete;

    VisitorFrames(FrameWriter writer) {
        this.writer = writer;
    }

    /// Whether the whole request has come in.
    public boolean isComplete() {
        return complete;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        switch (msg) {
            case Http2HeadersFrame head -> {
                complete = head.isEndStream();
                if (begun) {
                    trailers(ctx, head.headers());
                } else {
                    begin(ctx, head);
                }
            }
            case Http2DataFrame data -> {
                complete = data.isEndStream();
                data(ctx, data);
            }
            default -> ReferenceCountUtil.release(msg);
        }
    }

    private void begin(ChannelHandlerContext ctx, Http2HeadersFrame frame) {
        begun = true;
        var request = new RequestHead(frame.headers(), complete).read();
        if (request.isEmpty()) {
            LOG.debug("{} malformed request", ctx.channel());
            Resets.send(ctx, Http2Error.PROTOCOL_ERROR);
            return;
        }
        tunnelled = request.get().protocol() != null;
        if (request.get().head().method().equals(HttpMethod.HEAD)) {
            writer.bodiless();
        }
        ctx.fireChannelRead(request.get());
        if (complete) {
            end(ctx);
        }
    }

    private void end(ChannelHandlerContext ctx) {
        ctx.fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
        if (tunnelled) {
            ctx.fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        }
    }

    private void trailers(ChannelHandlerContext ctx, Http2Headers headers) {
        var last = new DefaultLastHttpContent();
        try {
            headers.forEach(field -> last.trailingHeaders().add(field.getKey(), field.getValue()));
        } catch (IllegalArgumentException e) {
            LOG.debug("{} malformed trailers: {}", ctx.channel(), e.getMessage());
            Resets.send(ctx, Http2Error.PROTOCOL_ERROR);
            return;
        }
        ctx.fireChannelRead(last);
        if (tunnelled) {
            ctx.fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        }
    }

    private void data(ChannelHandlerContext ctx, Http2DataFrame data) {
        var bytes = data.content();
        int padding = data.initialFlowControlledBytes() - bytes.readableBytes();
        if (padding > 0 && !complete) {
            ctx.write(new DefaultHttp2WindowUpdateFrame(padding));
        }
        if (tunnelled) {
            tunnelled(ctx, bytes);
        } else if (complete) {
            ctx.fireChannelRead(new DefaultLastHttpContent(bytes));
        } else {
            ctx.fireChannelRead(new DefaultHttpContent(bytes));
        }
    }

    private void tunnelled(ChannelHandlerContext ctx, ByteBuf bytes) {
        if (bytes.isReadable()) {
            ctx.fireChannelRead(bytes);
        } else {
            bytes.release();
        }
        if (complete) {
            ctx.fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        }
    }

    /// The multiplexer resets the stream for its own exceptions, with their own code.
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof Http2Exception) {
            LOG.debug("{} broke the rules: {}", ctx.channel(), cause.getMessage());
        } else {
            ctx.fireExceptionCaught(cause);
        }
    }
}
