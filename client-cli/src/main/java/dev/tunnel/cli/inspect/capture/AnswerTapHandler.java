package dev.tunnel.cli.inspect.capture;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;

/// Shows a tap what the agent itself answers, as it is written.
final class AnswerTapHandler extends ChannelDuplexHandler {

    private final Tap tap;
    private boolean ended;

    AnswerTapHandler(Tap tap) {
        this.tap = tap;
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (!ended && message instanceof ByteBuf buffer) {
            try {
                tap.read(false, buffer);
            } catch (RuntimeException _) {
                end();
            }
        }
        ctx.write(message, promise);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        end();
        ctx.fireChannelInactive();
    }

    private void end() {
        if (!ended) {
            ended = true;
            try {
                tap.end(false);
            } catch (RuntimeException _) {
                // The record stays as it is.
            }
        }
    }
}
