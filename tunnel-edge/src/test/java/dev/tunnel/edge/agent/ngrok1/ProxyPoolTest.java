package dev.tunnel.edge.agent.ngrok1;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.protocol.mux.ResetCode;
import dev.tunnel.protocol.mux.StreamResetException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ProxyPoolTest {
    private static final Ngrok1Settings SETTINGS =
            new Ngrok1Settings(
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(60),
                    3,
                    5,
                    8,
                    32,
                    128);

    private final EmbeddedChannel control = new EmbeddedChannel();
    private final ProxyPool pool = new ProxyPool(SETTINGS, new ControlConnection(control));
    private final List<EmbeddedChannel> proxies = new ArrayList<>();

    @BeforeEach
    void open() {
        pool.open();
    }

    @AfterEach
    void releaseWhatWasSent() {
        control.finishAndReleaseAll();
        proxies.forEach(EmbeddedChannel::finishAndReleaseAll);
    }

    @Test
    void asks_for_one_connection_before_anybody_comes() {
        assertThat(asked()).isEqualTo(1);
    }

    @Test
    void hands_a_waiting_connection_over_and_asks_for_the_next() {
        asked();
        var proxy = offer();
        var taken = take();
        settle(proxy);
        assertThat(taken.getNow()).isSameAs(proxy);
        assertThat(text(proxy)).contains("StartProxy").contains("http://x.localhost");
        assertThat(pool.busy()).isEqualTo(1);
        assertThat(asked()).isEqualTo(1);
        proxy.close();
        assertThat(pool.busy()).isZero();
    }

    @Test
    void visitors_who_come_together_are_asked_for_together_and_each_is_served_once() {
        asked();
        var visitors = IntStream.range(0, 5).mapToObj(_ -> take()).toList();
        assertThat(asked()).as("one each, some ahead, one on its way").isEqualTo(5 + 3 - 1);
        for (var visitor : visitors) {
            var proxy = offer();
            settle(proxy);
            assertThat(visitor.getNow()).isSameAs(proxy);
        }
    }

    @Test
    void a_dead_connection_is_passed_over() {
        var dead = offer();
        dead.pipeline().addFirst(new Unwritable());
        var taken = take();
        settle(dead);
        assertThat(taken.isDone()).isFalse();
        var proxy = offer();
        settle(proxy);
        assertThat(taken.getNow()).isSameAs(proxy);
        assertThat(pool.busy()).isEqualTo(1);
    }

    @Test
    void connections_too_many_and_too_old_are_closed() {
        for (int i = 0; i < 4; i++) {
            offer();
        }
        assertThat(proxies.get(3).isOpen()).isFalse();
        assertThat(proxies.get(0).isOpen()).isTrue();
        pass(62);
        assertThat(proxies).noneMatch(EmbeddedChannel::isOpen);
    }

    @Test
    void a_connection_that_says_something_before_its_time_is_closed() {
        var proxy = offer();
        proxy.writeInbound(Unpooled.copiedBuffer("GET / HTTP/1.1\r\n", UTF_8));
        assertThat(proxy.isOpen()).isFalse();
    }

    @Test
    void an_idle_tunnel_costs_no_connections() {
        for (int i = 0; i < 200; i++) {
            if (asked() > 0) {
                offer();
            }
            pass(1);
        }
        asked();
        pass(120);
        assertThat(asked()).isZero();
    }

    @Test
    void a_visitor_waits_so_long_and_is_told_why() {
        var visitor = take();
        pass(9);
        assertThat(visitor.isDone()).isFalse();
        pass(2);
        assertThat(code(visitor)).isEqualTo(ResetCode.LOCAL_TIMEOUT);
    }

    @Test
    void no_more_visitors_wait_or_are_served_than_may() {
        List<Future<Channel>> waiting = IntStream.range(0, 5).mapToObj(_ -> take()).toList();
        assertThat(code(take())).isEqualTo(ResetCode.LIMIT);
        waiting.forEach(_ -> settle(offer()));
        IntStream.range(0, 3).forEach(_ -> take());
        assertThat(code(take())).isEqualTo(ResetCode.LIMIT);
    }

    @Test
    void when_the_client_is_gone_visitors_look_for_it_and_those_being_served_stay() {
        var busy = offer();
        take();
        settle(busy);
        var waiting = take();
        pool.close();
        assertThat(code(waiting)).isEqualTo(ResetCode.CANCELLED);
        assertThat(code(take())).isEqualTo(ResetCode.CANCELLED);
        assertThat(busy.isOpen()).isTrue();
        assertThat(offer().isOpen()).isFalse();
        var quiet = new ArrayList<String>();
        pool.whenQuiet(() -> quiet.add("now"));
        assertThat(quiet).isEmpty();
        busy.close();
        assertThat(quiet).containsExactly("now");
    }

    /// A connection whose far end has forgotten it.
    private static final class Unwritable extends ChannelOutboundHandlerAdapter {
        @Override
        public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
            ReferenceCountUtil.release(msg);
            promise.setFailure(new ClosedChannelException());
        }
    }

    private Future<Channel> take() {
        return pool.take(
                new ProxyUse(
                        new Answer.StartProxy("http://x.localhost", "1.2.3.4:5"),
                        new ChannelInboundHandlerAdapter(),
                        false));
    }

    private EmbeddedChannel offer() {
        var proxy = new EmbeddedChannel();
        proxies.add(proxy);
        var connection = new ProxyConnection(pool, proxy);
        proxy.pipeline().addLast(connection);
        pool.offer(connection);
        return proxy;
    }

    private static void settle(EmbeddedChannel proxy) {
        proxy.runPendingTasks();
    }

    private void pass(long seconds) {
        for (int i = 0; i < seconds; i++) {
            control.advanceTimeBy(1, TimeUnit.SECONDS);
            control.runScheduledPendingTasks();
        }
    }

    private int asked() {
        int count = 0;
        for (var sent = control.<ByteBuf>readOutbound();
                sent != null;
                sent = control.readOutbound()) {
            count++;
            sent.release();
        }
        return count;
    }

    private static String text(EmbeddedChannel proxy) {
        var sent = proxy.<ByteBuf>readOutbound();
        try {
            return sent.toString(UTF_8);
        } finally {
            sent.release();
        }
    }

    private static ResetCode code(Future<Channel> taken) {
        return ((StreamResetException) taken.cause()).code();
    }
}
