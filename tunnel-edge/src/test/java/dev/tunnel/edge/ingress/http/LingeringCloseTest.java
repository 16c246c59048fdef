package dev.tunnel.edge.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class LingeringCloseTest {

    @Test
    void a_slow_reader_has_the_time_it_takes_and_a_stuck_one_has_not() {
        var visitor = new SlowReader();
        visitor.freezeTime();
        for (int i = 0; i < 3; i++) {
            visitor.write(Unpooled.wrappedBuffer(new byte[1000]));
        }
        visitor.pipeline().addFirst(new LingeringClose(false));
        for (int i = 0; i < 2; i++) {
            visitor.reads = 1;
            visitor.flush();
            pass(visitor);
            assertThat(visitor.isOpen()).isTrue();
        }
        pass(visitor);
        assertThat(visitor.isOpen()).isFalse();
    }

    @Test
    void a_reader_that_ends_its_own_side_meanwhile_gets_the_rest() {
        var visitor = new SlowReader();
        visitor.write(Unpooled.wrappedBuffer(new byte[1000]));
        visitor.pipeline().addFirst(new LingeringClose(false));
        visitor.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        assertThat(visitor.isOpen()).isTrue();

        visitor.reads = 2;
        visitor.flush();
        visitor.runPendingTasks();
        assertThat(visitor.isOpen()).isFalse();
    }

    private static void pass(EmbeddedChannel visitor) {
        visitor.advanceTimeBy(180, TimeUnit.SECONDS);
        visitor.runScheduledPendingTasks();
    }

    /// Takes as many pieces as it is told.
    private static final class SlowReader extends EmbeddedChannel {
        private int reads;

        @Override
        protected void doWrite(ChannelOutboundBuffer pieces) {
            for (; reads > 0; reads--) {
                pieces.remove();
            }
        }
    }
}
