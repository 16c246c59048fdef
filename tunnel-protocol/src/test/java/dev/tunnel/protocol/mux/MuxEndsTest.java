package dev.tunnel.protocol.mux;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// How streams and connections end while bytes still wait, and what that may cost others.
final class MuxEndsTest {
    private static final int MORE_THAN_CREDIT = MuxProtocol.INITIAL_WINDOW + 50_000;

    @Test
    void nothing_follows_an_end_that_waits_for_credit() {
        Recorder atAgent = new Recorder();
        MuxPair pair = new MuxPair(atAgent);
        MuxStreamChannel stream = pair.open(new Recorder());
        MuxStreamChannel receiver = pair.agent.streams.getFirst();
        receiver.config().setAutoRead(false);
        stream.writeAndFlush(Unpooled.wrappedBuffer(new byte[MORE_THAN_CREDIT]));
        pair.pump();

        var end = stream.shutdownOutput();
        var again = stream.shutdownOutput();
        var late = stream.writeAndFlush(Unpooled.wrappedBuffer(new byte[10]));
        assertThat(end.isDone()).isFalse();
        receiver.config().setAutoRead(true);
        pair.pump();

        assertThat(pair.agent.closed).isEmpty();
        assertThat(atAgent.bytes.size()).isEqualTo(MORE_THAN_CREDIT);
        assertThat(atAgent.inputEnded).isTrue();
        assertThat(end.isSuccess()).isTrue();
        assertThat(again.isSuccess()).isTrue();
        assertThat(late.cause()).isInstanceOf(ClosedChannelException.class);
        pair.finish();
    }

    @Test
    void a_stream_too_many_for_a_peer_that_does_not_read_ends_the_connection() {
        MuxSettings impatient =
                new MuxSettings(
                        MuxSettings.Role.EDGE,
                        10,
                        WindowBudget.ofBytes(0),
                        MuxProtocol.MAX_WINDOW,
                        400,
                        Duration.ofSeconds(15),
                        2);
        MuxPair pair = new MuxPair(new Recorder(), impatient);
        Recorder handler = new Recorder();
        var open = new StreamOpen(new UUID(0, 1), "tcp", "v".repeat(500), false, null);

        var opened = pair.edgeEnd.open(open, handler);

        assertThat(opened.cause()).isInstanceOf(StreamResetException.class);
        assertThat(pair.edge.closed).singleElement().asString().contains("does not read");
        assertThat(pair.edgeChannel.isActive()).isFalse();
        assertThat(pair.edgeEnd.streamCount()).isZero();
        pair.finish();
    }

    @Test
    void a_connection_that_is_lost_breaks_its_streams() {
        Recorder atAgent = new Recorder();
        Recorder atEdge = new Recorder();
        MuxPair pair = new MuxPair(atAgent);
        pair.open(atEdge);
        pair.edgeEnd.close("lost");
        assertThat(atEdge.failure).isInstanceOf(StreamResetException.class);
        assertThat(atEdge.inactive).isTrue();
        assertThat(atEdge.inputEnded).isFalse();
        pair.finish();
    }

    @Test
    void slow_readers_of_one_session_leave_room_for_those_of_another() {
        WindowBudget process = WindowBudget.ofBytes(1_000_000);
        MuxPair greedy = slowReaders(process, 20);
        long left = process.holdable();
        assertThat(left).isGreaterThanOrEqualTo(450_000);

        Recorder atAgent = new Recorder();
        MuxPair other = new MuxPair(atAgent, MuxSettings.edge(process.share(1_000_000)));
        other.open(new Recorder()).config().setAutoRead(false);
        other.agent.streams.getFirst().writeAndFlush(Unpooled.wrappedBuffer(new byte[200_000]));
        other.pump();
        assertThat(atAgent.failure).isNull();
        assertThat(process.holdable()).isEqualTo(left - 200_000);
        greedy.finish();
        other.finish();
        assertThat(process.holdable()).isEqualTo(1_000_000);
    }

    private static MuxPair slowReaders(WindowBudget process, int streams) {
        MuxPair pair = new MuxPair(new Recorder(), MuxSettings.edge(process.share(1_000_000)));
        for (int i = 0; i < streams; i++) {
            pair.open(new Recorder()).config().setAutoRead(false);
            pair.agent.streams.get(i).writeAndFlush(Unpooled.wrappedBuffer(new byte[50_000]));
            pair.pump();
        }
        return pair;
    }
}
