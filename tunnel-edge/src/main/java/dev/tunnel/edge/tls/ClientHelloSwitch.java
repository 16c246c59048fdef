package dev.tunnel.edge.tls;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.ssl.SslClientHelloHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the ClientHello without taking it, then passes the connection through as it came or ends
/// its TLS here. What is no TLS goes the second way, where it fails.
final class ClientHelloSwitch extends SslClientHelloHandler<ClientHello> {
    private static final Logger LOG = LoggerFactory.getLogger(ClientHelloSwitch.class);

    /// The longest ClientHello; browsers with post-quantum keys send about 2 KiB.
    private static final int LONGEST = 16 * 1024;

    /// The same with its records' headers, however small the pieces in which it comes.
    private static final int LONGEST_RAW = 2 * LONGEST;

    /// How long a visitor is held until it is known whose host it wants.
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final TlsInitializer port;
    private @Nullable Future<?> deadline;
    private long began;
    private @Nullable CompletableFuture<Optional<byte[]>> validation;
    private boolean refused;
    private boolean waiting;

    ClientHelloSwitch(TlsInitializer port) {
        super(LONGEST);
        this.port = port;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        began = ctx.executor().ticker().nanoTime();
        deadline =
                ctx.executor()
                        .schedule(
                                () -> refuse(ctx, TlsRefusal.SLOW_HELLO),
                                port.tls().handshake().toNanos(),
                                TimeUnit.NANOSECONDS);
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out)
            throws Exception {
        if (!waiting && in.readableBytes() > LONGEST_RAW) {
            throw new TooLongFrameException("a ClientHello in too many pieces");
        }
        super.decode(ctx, in, out);
    }

    @Override
    protected Future<ClientHello> lookup(ChannelHandlerContext ctx, @Nullable ByteBuf message) {
        var hello = message == null ? ClientHello.UNREADABLE : ClientHello.read(message);
        Promise<ClientHello> decided = ctx.executor().newPromise();
        decide(ctx, hello, decided);
        return decided;
    }

    /// Nothing more is read meanwhile.
    private void decide(
            ChannelHandlerContext ctx, ClientHello hello, Promise<ClientHello> decided) {
        waiting = ctx.channel().isActive() && isWorthWaiting(hello, spent(ctx));
        if (!waiting) {
            decided.setSuccess(hello);
        } else {
            var _ =
                    ctx.executor()
                            .schedule(
                                    () -> decide(ctx, hello, decided),
                                    LOOK_AGAIN.toNanos(),
                                    TimeUnit.NANOSECONDS);
        }
    }

    private boolean isWorthWaiting(ClientHello hello, long spent) {
        var host = hello.serverName();
        if (hello.validation()) {
            if (validation == null) {
                validation = port.tls().validation(host);
            }
            return !validation.isDone();
        }
        return (spent < LONGEST_WAIT.toNanos() && port.isUndecided(host))
                || (port.isAwaited(host) && spent < port.tls().certificateWait().toNanos());
    }

    private long spent(ChannelHandlerContext ctx) {
        return ctx.executor().ticker().nanoTime() - began;
    }

    @Override
    protected void onLookupComplete(ChannelHandlerContext ctx, Future<ClientHello> read) {
        if (ctx.channel().isActive() && !ctx.isRemoved()) {
            var left = port.tls().handshake().minusNanos(spent(ctx));
            if (validation == null || !port.validate(ctx, read.getNow(), validation.join())) {
                port.go(ctx, read.getNow(), left);
            }
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            refuse(ctx, TlsRefusal.NO_HELLO);
        }
        super.userEventTriggered(ctx, event);
    }

    /// Too long a hello, or a connection that broke.
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        refuse(ctx, TlsRefusal.NO_HELLO);
    }

    private void refuse(ChannelHandlerContext ctx, TlsRefusal why) {
        if (!refused) {
            refused = true;
            LOG.debug("{} closed: {}", ctx.channel(), why.text());
            port.tls().refused(why);
        }
        ctx.close();
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext ctx) throws Exception {
        if (deadline != null) {
            deadline.cancel(false);
        }
        super.handlerRemoved0(ctx);
    }
}
