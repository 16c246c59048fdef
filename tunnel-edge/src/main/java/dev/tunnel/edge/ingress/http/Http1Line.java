package dev.tunnel.edge.ingress.http;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.tunnel.protocol.relay.ReadGate;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.SocketChannel;
import org.jspecify.annotations.Nullable;

/// A connection of HTTP/1.1 or 1.0: one request after the other.
final class Http1Line implements Line {
    /// What a cut response's last bytes may take.
    private static final int LAST_BYTES_MILLIS = 500;

    private final ChannelHandlerContext ctx;
    private final PublicHttpCodec codec;
    private final ReadGate gate;
    private final VisitorConnection connection;

    Http1Line(ChannelHandlerContext ctx, PublicHttpCodec codec) {
        this.ctx = ctx;
        this.codec = codec;
        this.gate = new ReadGate(ctx.channel());
        this.connection = new VisitorConnection(1, ctx.executor().ticker());
    }

    @Override
    public VisitorConnection connection() {
        return connection;
    }

    @Override
    public void hold(ReadGate.Reason reason) {
        gate.hold(reason);
    }

    @Override
    public void release(ReadGate.Reason reason) {
        gate.release(reason);
    }

    @Override
    public @Nullable ChannelFutureListener afterSending(int bytes) {
        return null;
    }

    @Override
    public void next() {
        codec.next();
    }

    @Override
    public void end(boolean inputEnded) {
        connection.drop();
        if (ctx.pipeline().get(LingeringClose.class) == null) {
            ctx.pipeline().addFirst(new LingeringClose(inputEnded));
        }
    }

    /// A visitor that cannot see that something is missing is reset.
    @Override
    public void cut(boolean tellsItsEnd) {
        var channel = ctx.channel();
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER)
                .addListener(_ -> breakOff(channel, tellsItsEnd));
        var _ =
                ctx.executor()
                        .schedule(
                                () -> breakOff(channel, tellsItsEnd),
                                LAST_BYTES_MILLIS,
                                MILLISECONDS);
    }

    /// A reset passes TLS over, which would say goodbye first.
    private static void breakOff(Channel channel, boolean tellsItsEnd) {
        var first = channel.pipeline().firstContext();
        if (!tellsItsEnd
                && channel instanceof SocketChannel socket
                && socket.isOpen()
                && first != null) {
            socket.config().setSoLinger(0);
            first.close();
        } else {
            channel.close();
        }
    }

    @Override
    public void gone() {
        connection.drop();
    }

    @Override
    public void upgrade() {
        connection.drop();
        ctx.pipeline().remove(codec);
    }
}
