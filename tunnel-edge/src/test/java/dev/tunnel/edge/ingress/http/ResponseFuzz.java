package dev.tunnel.edge.ingress.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/// Whatever a local service answers comes to the same in one piece and byte by byte; and a head
/// that is passed on is read again by Netty's own decoder as one answer with one length.
public final class ResponseFuzz {
    private static final int LONGEST_HEAD = 32 * 1024;

    private ResponseFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length == 0) {
            return;
        }
        var method = (data[0] & 1) == 0 ? HttpMethod.GET : HttpMethod.HEAD;
        var whole = decode(data, data.length, method);
        var pieces = decode(data, 1, method);
        if (!whole.equals(pieces)) {
            throw new AssertionError(whole + "\nin pieces: " + pieces);
        }
    }

    private static String decode(byte[] data, int piece, HttpMethod method) {
        var allocator = new UnpooledByteBufAllocator(false);
        var codec = new ServiceCodec(LONGEST_HEAD);
        var stream = new EmbeddedChannel(codec);
        stream.config().setAllocator(allocator);
        codec.answers(method);
        var heard = new StringBuilder();
        boolean over = false;
        for (int from = 1; from < data.length && !over; from += piece) {
            int length = Math.min(piece, data.length - from);
            stream.writeInbound(allocator.heapBuffer(length).writeBytes(data, from, length));
            over = take(stream, method, heard);
        }
        stream.finishAndReleaseAll();
        if (allocator.metric().usedHeapMemory() + allocator.metric().usedDirectMemory() > 0) {
            throw new AssertionError("a buffer was left behind");
        }
        return heard.toString();
    }

    private static boolean take(EmbeddedChannel stream, HttpMethod method, StringBuilder heard) {
        boolean over = false;
        for (Object next = stream.readInbound(); next != null; next = stream.readInbound()) {
            if (over) {
                ReferenceCountUtil.release(next);
                continue;
            }
            switch (next) {
                case HttpResponse response -> over = head(response, method, heard);
                case HttpContent content -> {
                    heard.append(content.content().toString(ISO_8859_1));
                    boolean bad = content.decoderResult().isFailure();
                    heard.append(
                            bad ? " broken" : content instanceof LastHttpContent ? " end " : "");
                    over = bad;
                    content.release();
                }
                default -> ReferenceCountUtil.release(next);
            }
        }
        return over;
    }

    private static boolean head(HttpResponse response, HttpMethod method, StringBuilder heard) {
        var fault = ResponseRules.fault(response);
        if (fault.isPresent()) {
            heard.append(fault.get());
            ReferenceCountUtil.release(response);
            return true;
        }
        heard.append(response.status()).append(response.headers().entries());
        if (response.status().code() >= 200) {
            boolean empty =
                    method.equals(HttpMethod.HEAD)
                            || response.status().code() == 204
                            || response.status().code() == 304;
            ResponseHeaders.rewrite(response, true, true, empty);
            readAgain(response, method, empty);
        }
        return false;
    }

    private static void readAgain(HttpResponse response, HttpMethod method, boolean empty) {
        var encoder = new ResponseEncoder();
        encoder.answers(method);
        var visitor = new EmbeddedChannel(encoder);
        visitor.writeOutbound(response);
        var reader = new EmbeddedChannel(new HttpResponseDecoder());
        for (ByteBuf out = visitor.readOutbound(); out != null; out = visitor.readOutbound()) {
            reader.writeInbound(out);
        }
        HttpResponse again = reader.readInbound();
        if (again == null
                || again.decoderResult().isFailure()
                || again.status().code() != response.status().code()
                || again.headers().size() != response.headers().size()) {
            throw new AssertionError(response + " became " + again);
        }
        int lengths =
                again.headers().getAll(HttpHeaderNames.CONTENT_LENGTH).size()
                        + again.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING).size();
        if (lengths > 1 || (lengths == 0 && !empty)) {
            throw new AssertionError("not one length: " + again);
        }
        visitor.finishAndReleaseAll();
        reader.finishAndReleaseAll();
    }
}
