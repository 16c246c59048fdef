package dev.tunnel.edge.ingress.http2;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Headers.PseudoHeaderName;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.util.AsciiString;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The frames of one answer of a service, in terms of HTTP/1.1: as a chunked response where its
/// length is not known, after which the connection cannot be used again.
public final class ServiceFrames extends ChannelInboundHandlerAdapter {
    private static final DefaultHttpHeadersFactory AS_THEY_ARE =
            DefaultHttpHeadersFactory.headersFactory().withValidation(false);
    private static final List<AsciiString> NO_TRAILERS =
            List.of(
                    HttpHeaderNames.CONTENT_LENGTH,
                    HttpHeaderNames.TRANSFER_ENCODING,
                    HttpHeaderNames.TRAILER);

    private boolean answered;

    private ServiceFrames() {}

    /// Puts the handlers at the front of a new stream to a service.
    ///
    /// @param scheme of the service
    /// @param requests what services may leave unread
    public static void on(Channel stream, AsciiString scheme, MemoryBudget.Share requests) {
        stream.pipeline()
                .addLast(
                        FrameWriter.ofRequests(
                                head -> Heads.request(head, scheme), new OutputBudget(requests)))
                .addLast(new ServiceFrames());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        switch (msg) {
            case Http2HeadersFrame head when answered -> ctx.fireChannelRead(trailers(head));
            case Http2HeadersFrame head -> head(ctx, head.headers(), head.isEndStream());
            case Http2DataFrame data when data.isEndStream() ->
                    ctx.fireChannelRead(new DefaultLastHttpContent(data.content()));
            case Http2DataFrame data -> ctx.fireChannelRead(new DefaultHttpContent(data.content()));
            default -> ReferenceCountUtil.release(msg);
        }
    }

    private void head(ChannelHandlerContext ctx, Http2Headers from, boolean end) {
        if (!isStatus(from.status())) {
            ctx.fireExceptionCaught(new Http2Exception(Http2Error.PROTOCOL_ERROR, "no status"));
            return;
        }
        var status = HttpResponseStatus.parseLine(from.status());
        boolean interim = status.codeClass().equals(HttpStatusClass.INFORMATIONAL);
        if (interim && (end || status.equals(HttpResponseStatus.SWITCHING_PROTOCOLS))) {
            ctx.fireExceptionCaught(
                    new Http2Exception(
                            Http2Error.PROTOCOL_ERROR, "an interim response as the last"));
            return;
        }
        var headers = AS_THEY_ARE.newHeaders();
        copy(from, headers);
        if (!interim) {
            answered = true;
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            if (!headers.contains(HttpHeaderNames.CONTENT_LENGTH)) {
                headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
            }
        }
        ctx.fireChannelRead(new DefaultHttpResponse(HttpVersion.HTTP_1_1, status, headers));
        if (interim || end) {
            ctx.fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
        }
    }

    /// Three digits, as HTTP/1.1 has them: a visitor of that version reads what this becomes.
    private static boolean isStatus(@Nullable CharSequence text) {
        return text != null
                && text.length() == 3
                && text.charAt(0) != '0'
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static LastHttpContent trailers(Http2HeadersFrame frame) {
        var last =
                new DefaultLastHttpContent(
                        Unpooled.EMPTY_BUFFER,
                        DefaultHttpHeadersFactory.trailersFactory().withValidation(false));
        copy(frame.headers(), last.trailingHeaders());
        NO_TRAILERS.forEach(last.trailingHeaders()::remove);
        return last;
    }

    private static void copy(Http2Headers from, HttpHeaders to) {
        for (var field : from) {
            if (!PseudoHeaderName.hasPseudoHeaderFormat(field.getKey())) {
                to.add(field.getKey(), field.getValue());
            }
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        switch (event) {
            case Http2ResetFrame reset ->
                    ctx.fireExceptionCaught(new ServiceResetException(reset.errorCode()));
            case Http2GoAwayFrame goAway -> {
                // Comes to the requests that the service will not have looked at.
                goAway.release();
                ctx.fireExceptionCaught(
                        new ServiceResetException(Http2Error.REFUSED_STREAM.code()));
            }
            default -> ctx.fireUserEventTriggered(event);
        }
    }
}
