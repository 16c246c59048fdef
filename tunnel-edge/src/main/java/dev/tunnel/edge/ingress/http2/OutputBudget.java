package dev.tunnel.edge.ingress.http2;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.WriteBufferWaterMark;
import org.jspecify.annotations.Nullable;

/// What one party's streams may have written that their readers have not taken. When it gets short,
/// every stream may keep one piece at a time; when it is used up, the next stream that wants more
/// is reset.
final class OutputBudget {
    private static final WriteBufferWaterMark USUAL =
            new WriteBufferWaterMark(64 * 1024, 128 * 1024);
    private static final WriteBufferWaterMark SHORT = new WriteBufferWaterMark(1, 1);

    private final MemoryBudget.Share budget;

    OutputBudget(MemoryBudget.Share budget) {
        this.budget = budget;
    }

    /// Takes bytes that are about to be written.
    ///
    /// @return the promise that gives them back, or `null` when there is no room for them
    @Nullable ChannelPromise hold(ChannelHandlerContext ctx, int bytes, ChannelPromise promise) {
        if (bytes == 0) {
            return promise;
        }
        if (!budget.hold(bytes)) {
            return null;
        }
        ctx.channel().config().setWriteBufferWaterMark(budget.isShort() ? SHORT : USUAL);
        var whole = promise.isVoid() ? ctx.newPromise() : promise;
        return whole.addListener(_ -> budget.release(bytes));
    }
}
