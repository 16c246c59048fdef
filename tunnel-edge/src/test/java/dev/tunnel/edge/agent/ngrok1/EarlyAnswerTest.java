package dev.tunnel.edge.agent.ngrok1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.protocol.relay.ReadGate;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

final class EarlyAnswerTest {
    private final EmbeddedChannel channel = new EmbeddedChannel(new EarlyAnswer());

    @Test
    void keeps_an_answer_until_the_request_goes_out() {
        channel.writeInbound("answer");
        assertThat((Object) channel.readInbound()).isNull();
        channel.writeOutbound("request");
        assertThat((Object) channel.readInbound()).isEqualTo("answer");
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void whoever_has_no_room_for_the_answer_can_stop_it() {
        channel.pipeline()
                .addLast(
                        new ChannelInboundHandlerAdapter() {
                            @Override
                            public void channelRead(ChannelHandlerContext ctx, Object msg) {
                                new ReadGate(ctx.channel()).hold(ReadGate.Reason.PEER_FULL);
                            }
                        });
        channel.writeInbound("answer");
        channel.writeOutbound("request");
        assertThat(channel.config().isAutoRead()).isFalse();
    }

    @Test
    void releases_an_answer_that_nobody_asked_for() {
        var answer = Unpooled.buffer().writeByte(1);
        channel.writeInbound(answer);
        channel.close();
        assertThat(answer.refCnt()).isZero();
    }
}
