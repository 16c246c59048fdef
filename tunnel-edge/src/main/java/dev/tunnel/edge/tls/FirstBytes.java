package dev.tunnel.edge.tls;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.util.concurrent.Future;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells by a client's first bytes what it speaks inside TLS, and leaves the connection to that
/// protocol's pipeline with all of them.
public final class FirstBytes extends ByteToMessageDecoder {
    private static final Logger LOG = LoggerFactory.getLogger(FirstBytes.class);

    private final Protocols protocols;
    private final ServerTls tls;
    private @Nullable Future<?> deadline;
    private boolean decided;

    /// The pipelines to choose from, sharable initializers; an absent one is not served.
    ///
    /// @param http public HTTP
    /// @param ngrok1 agents that speak the ngrok 1.x protocol
    public record Protocols(@Nullable ChannelHandler http, @Nullable ChannelHandler ngrok1) {}

    FirstBytes(Protocols protocols, ServerTls tls) {
        this.protocols = protocols;
        this.tls = tls;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        deadline =
                ctx.executor()
                        .schedule(
                                () -> refuse(ctx, TlsRefusal.SILENT),
                                tls.handshake().toNanos(),
                                TimeUnit.NANOSECONDS);
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (decided) {
            in.skipBytes(in.readableBytes());
            return;
        }
        switch (Opening.of(in)) {
            case HTTP -> become(ctx, protocols.http());
            case NGROK1 -> become(ctx, protocols.ngrok1());
            case UNKNOWN -> refuse(ctx, TlsRefusal.UNKNOWN_PROTOCOL);
            case SHORT -> {}
        }
    }

    private void become(ChannelHandlerContext ctx, @Nullable ChannelHandler protocol) {
        if (protocol == null) {
            refuse(ctx, TlsRefusal.NOT_SERVED);
            return;
        }
        decided = true;
        ctx.pipeline().addLast(protocol).remove(this);
    }

    private void refuse(ChannelHandlerContext ctx, TlsRefusal why) {
        if (!decided) {
            decided = true;
            LOG.debug("{} closed: {}", ctx.channel(), why.text());
            tls.refused(why);
            ctx.close();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (event == ChannelInputShutdownEvent.INSTANCE
                || event instanceof SslCloseCompletionEvent) {
            refuse(ctx, TlsRefusal.SILENT);
        }
        super.userEventTriggered(ctx, event);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug("{} broke: {}", ctx.channel(), cause.toString());
        decided = true;
        ctx.close();
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext ctx) {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }
}
