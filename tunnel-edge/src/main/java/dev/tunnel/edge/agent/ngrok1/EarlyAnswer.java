package dev.tunnel.edge.agent.ngrok1;

import dev.tunnel.protocol.relay.ReadGate;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// Keeps an HTTP answer back until the request goes out: a client that cannot reach its local
/// service answers the connection, not the request, and may be faster. What it keeps is bounded by
/// the socket's receive buffer, as nothing is read meanwhile except what came with the end.
final class EarlyAnswer extends ChannelDuplexHandler {
    private final Queue<Object> reads = new ArrayDeque<>(2);
    private boolean inputEnded;
    private boolean asked;
    private @Nullable ReadGate gate;

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        gate = new ReadGate(ctx.channel());
        gate.hold(ReadGate.Reason.PEER_PENDING);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        reads.add(msg);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {}

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            inputEnded = true;
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    /// The request: what is read from now on is its answer, once whoever writes has finished.
    @Override
    public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
        if (!asked) {
            asked = true;
            ctx.executor()
                    .execute(() -> {
                        if (!ctx.isRemoved()) {
                            ctx.pipeline().remove(this);
                        }
                    });
        }
        ctx.write(msg, promise);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (!asked) {
            reads.forEach(ReferenceCountUtil::release);
            reads.clear();
            return;
        }
        // First, so that whoever reads and has no room can stop it again.
        if (gate != null && ctx.channel().isActive()) {
            gate.release(ReadGate.Reason.PEER_PENDING);
        }
        if (!reads.isEmpty()) {
            for (var read = reads.poll(); read != null; read = reads.poll()) {
                ctx.fireChannelRead(read);
            }
            ctx.fireChannelReadComplete();
        }
        if (inputEnded) {
            ctx.fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        }
    }
}
