package dev.tunnel.protocol.relay;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.timeout.IdleState;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.concurrent.TimeUnit;

/// Takes a channel that cannot be told that its peer has finished for finished as well, once it has
/// nothing to say for a while; time in which its peer has no room does not count.
final class Silence extends IdleStateHandler {
    static final int SECONDS = 30;

    Silence() {
        super(SECONDS, 0, 0, TimeUnit.SECONDS);
    }

    @Override
    protected void channelIdle(ChannelHandlerContext ctx, IdleStateEvent event) {
        if (event.state() == IdleState.READER_IDLE && ctx.channel().config().isAutoRead()) {
            ctx.fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        }
    }
}
