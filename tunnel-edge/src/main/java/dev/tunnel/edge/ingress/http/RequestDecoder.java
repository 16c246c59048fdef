package dev.tunnel.edge.ingress.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The one place where a visitor's bytes become requests or are refused: emits a [PublicRequest]
/// and its [HttpContent]s, or a [Refusal] after which nothing is read any more.
///
/// One request at a time: what follows it stays undecoded until [#next()]. Once that is more than
/// [#READ_AHEAD] bytes, [ReadAhead#FULL] asks for reading to stop.
final class RequestDecoder extends HttpRequestDecoder {
    /// Pieces in which bodies are handed on, at most.
    static final int BODY_PIECE = 256 * 1024;

    /// Undecoded bytes of later requests that are held while one is served, roughly.
    static final int READ_AHEAD = 64 * 1024;

    private static final int LINE_BUFFER = 256;

    private final HttpSettings settings;
    private final ResponseEncoder encoder;
    private final boolean tls;
    private final HeadScanner scanner = new HeadScanner();
    private @Nullable ChannelHandlerContext context;
    private @Nullable HeadDeadline deadline;
    private State state = State.HEAD;

    private int lengths;
    private boolean decoding;
    private boolean inputEnded;

    private enum State {
        HEAD,
        BODY,
        HELD,
        REFUSED
    }

    /// Fired when later requests pile up behind the one being served.
    enum ReadAhead {
        FULL
    }

    RequestDecoder(HttpSettings settings, ResponseEncoder encoder, boolean tls) {
        super(
                new HttpDecoderConfig()
                        .setMaxInitialLineLength(settings.requestLine())
                        .setMaxHeaderSize(settings.head())
                        .setMaxChunkSize(BODY_PIECE)
                        .setInitialBufferSize(LINE_BUFFER));
        this.settings = settings;
        this.encoder = encoder;
        this.tls = tls;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        deadline = new HeadDeadline(settings, ctx.channel(), () -> expired(ctx));
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext ctx) throws Exception {
        deadline().cancel();
        super.handlerRemoved0(ctx);
        if (inputEnded && ctx.channel().isActive()) {
            inputEnded = false;
            ctx.fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        }
    }

    /// The request has been answered: read the next one.
    void next() {
        if (state == State.REFUSED) {
            return;
        }
        state = State.HEAD;
        lengths = 0;
        scanner.reset();
        deadline().idle();
        var ctx = context;
        if (!decoding && ctx != null) {
            resume(ctx);
        }
    }

    private void resume(ChannelHandlerContext ctx) {
        try {
            if (internalBuffer().isReadable()) {
                channelRead(ctx, Unpooled.EMPTY_BUFFER);
                ctx.fireChannelReadComplete();
            }
            if (inputEnded && state != State.HELD) {
                inputEnded = false;
                super.userEventTriggered(ctx, ChannelInputShutdownEvent.INSTANCE);
            }
        } catch (Exception e) {
            ctx.fireExceptionCaught(e);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) throws Exception {
        decoding = true;
        try {
            super.channelRead(ctx, msg);
        } finally {
            decoding = false;
        }
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out)
            throws Exception {
        switch (state) {
            case HEAD -> decodeHead(ctx, in, out);
            case BODY -> {
                int from = out.size();
                super.decode(ctx, in, out);
                take(out, from);
            }
            case HELD -> {
                if (in.readableBytes() > READ_AHEAD) {
                    ctx.fireUserEventTriggered(ReadAhead.FULL);
                }
            }
            case REFUSED -> in.skipBytes(in.readableBytes());
        }
    }

    private void decodeHead(ChannelHandlerContext ctx, ByteBuf in, List<Object> out)
            throws Exception {
        var fault = scanner.scan(in);
        if (fault != null) {
            in.skipBytes(in.readableBytes());
            encoder.answers(HttpMethod.GET);
            refuse(Refusals.badRequest(fault), out);
            return;
        }
        int from = out.size();
        int before = in.readerIndex();
        super.decode(ctx, in, out);
        scanner.consumed(in.readerIndex() - before);
        take(out, from);
        if (state == State.HEAD && scanner.isUnderWay()) {
            deadline().begun();
        }
    }

    /// Puts what the decoder found into our own words.
    private void take(List<Object> out, int from) {
        for (int i = from; i < out.size(); i++) {
            var message = out.get(i);
            if (message instanceof HttpRequest request) {
                encoder.answers(request.method());
                switch (check(request)) {
                    case PublicRequest accepted -> begin(accepted, out, i);
                    case Refusal refusal -> {
                        drop(out, i);
                        refuse(refusal, out);
                        return;
                    }
                }
            } else if (message instanceof HttpContent content
                    && content.decoderResult().isFailure()) {
                drop(out, i);
                refuse(Refusals.undecodableBody(content.decoderResult().cause()), out);
                return;
            } else if (message instanceof LastHttpContent) {
                state = State.HELD;
            }
        }
    }

    /// For HTTP/1.0 the decoder would silently take the first of several lengths.
    private Incoming check(HttpRequest request) {
        return lengths > 1
                ? Refusals.badRequest("The request has several Content-Length headers.")
                : RequestRules.check(request, tls);
    }

    /// Netty takes it in small letters, too.
    @Override
    protected HttpMessage createMessage(String[] requestLine) throws Exception {
        if (!requestLine[2].startsWith("HTTP/")) {
            throw new IllegalArgumentException("no version");
        }
        return super.createMessage(requestLine);
    }

    @Override
    protected AsciiString splitHeaderName(byte[] line, int start, int length) {
        var name = super.splitHeaderName(line, start, length);
        if (HttpHeaderNames.CONTENT_LENGTH.contentEqualsIgnoreCase(name)) {
            lengths++;
        }
        return name;
    }

    private void begin(PublicRequest request, List<Object> out, int index) {
        out.set(index, request);
        state = State.BODY;
        deadline().met();
    }

    private static void drop(List<Object> out, int from) {
        for (int i = out.size() - 1; i >= from; i--) {
            ReferenceCountUtil.release(out.remove(i));
        }
    }

    private void refuse(Refusal refusal, List<Object> out) {
        state = State.REFUSED;
        deadline().met();
        out.add(refusal);
    }

    private void expired(ChannelHandlerContext ctx) {
        if (scanner.isUnderWay()) {
            state = State.REFUSED;
            encoder.answers(HttpMethod.GET);
            ctx.fireChannelRead(Refusals.headTimeout());
        } else if (!deadline().isExtended()) {
            ctx.close();
        }
    }

    /// A request that was cut off by the end of input is nothing that could be answered.
    @Override
    protected void decodeLast(ChannelHandlerContext ctx, ByteBuf in, List<Object> out)
            throws Exception {
        int from = out.size();
        super.decodeLast(ctx, in, out);
        for (int i = out.size() - 1; i >= from; i--) {
            if (out.get(i) instanceof HttpRequest) {
                drop(out, i);
            }
        }
    }

    /// Without this the decoder would go on reading while the gate is shut.
    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
        if (state == State.HELD) {
            discardSomeReadBytes();
            ctx.fireChannelReadComplete();
        } else {
            super.channelReadComplete(ctx);
        }
    }

    /// The end of input is told after the requests that came before it.
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (event instanceof ChannelInputShutdownEvent
                && state == State.HELD
                && internalBuffer().isReadable()) {
            inputEnded = true;
        } else {
            super.userEventTriggered(ctx, event);
        }
    }

    private HeadDeadline deadline() {
        if (deadline == null) {
            throw new IllegalStateException("not in a pipeline");
        }
        return deadline;
    }
}
