package dev.tunnel.protocol.mux;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.protocol.message.GoAway;
import dev.tunnel.protocol.message.Notice;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class MuxConnectionTest {
    private static final GoAway DRAINING = new GoAway("draining", "moving", true);
    private static final StreamOpen OPEN =
            new StreamOpen(new UUID(0, 1), "tcp", "127.0.0.1:9", false, null);

    private final Recorder atAgent = new Recorder();
    private final Recorder atEdge = new Recorder();
    private final MuxPair pair = new MuxPair(atAgent);

    @AfterEach
    void nothing_is_left_behind() {
        pair.finish();
    }

    @Test
    void carries_control_messages_both_ways() {
        pair.edgeEnd.send(new Notice("a", "down"));
        pair.agentEnd.send(new Notice("b", "up"));
        pair.pump();
        assertThat(pair.agent.messages).containsExactly(new Notice("a", "down"));
        assertThat(pair.edge.messages).containsExactly(new Notice("b", "up"));
    }

    @Test
    void carries_a_stream_both_ways() {
        MuxStreamChannel stream = pair.open(atEdge);
        write(stream, "ping");
        write(pair.agent.streams.getFirst(), "pong");
        pair.pump();
        assertThat(atAgent.bytes).hasToString("ping");
        assertThat(atEdge.bytes).hasToString("pong");
        assertThat(atEdge.completes).isPositive();
    }

    @Test
    void ends_each_direction_by_itself() {
        MuxStreamChannel stream = pair.open(atEdge);
        write(stream, "question");
        stream.shutdownOutput();
        pair.pump();
        assertThat(atAgent.inputEnded).isTrue();
        assertThat(atEdge.inputEnded).isFalse();

        MuxStreamChannel other = pair.agent.streams.getFirst();
        write(other, "answer");
        other.shutdownOutput();
        pair.pump();
        assertThat(atEdge.bytes).hasToString("answer");
        assertThat(stream.isOpen()).isFalse();
        assertThat(other.isOpen()).isFalse();
        assertThat(atEdge.failure).isNull();
        assertThat(atAgent.failure).isNull();
        assertThat(pair.edgeEnd.streamCount()).isZero();
        assertThat(pair.agentEnd.streamCount()).isZero();
    }

    @Test
    void tells_the_peer_why_a_stream_is_broken_off() {
        pair.open(atEdge);
        pair.agent.streams.getFirst().reset(ResetCode.LOCAL_UNREACHABLE);
        pair.pump();
        assertThat(atEdge.failure)
                .isInstanceOfSatisfying(
                        StreamResetException.class,
                        e -> assertThat(e.code()).isEqualTo(ResetCode.LOCAL_UNREACHABLE));
        assertThat(atEdge.inactive).isTrue();
    }

    @Test
    void a_reader_that_pauses_stops_its_writer_and_nobody_else() {
        MuxStreamChannel slow = pair.open(atEdge);
        MuxStreamChannel slowAgent = pair.agent.streams.getFirst();
        slowAgent.config().setAutoRead(false);
        byte[] block = new byte[64 * 1024];
        int written = 0;
        while (slow.isWritable() && written < 100) {
            slow.writeAndFlush(Unpooled.wrappedBuffer(block));
            pair.pump();
            written++;
        }
        assertThat(written * block.length)
                .isBetween(MuxProtocol.INITIAL_WINDOW, 3 * MuxProtocol.INITIAL_WINDOW);
        assertThat(atAgent.bytes.size()).isZero();

        MuxStreamChannel healthy = pair.open(new Recorder());
        write(healthy, "through");
        pair.pump();
        assertThat(atAgent.bytes).hasToString("through");

        slowAgent.config().setAutoRead(true);
        pair.pump();
        assertThat(atAgent.bytes.size()).isEqualTo(written * block.length + "through".length());
        assertThat(slow.isWritable()).isTrue();
    }

    @Test
    void delivers_everything_exactly_under_random_pauses() {
        Random random = new Random(11);
        MuxStreamChannel stream = pair.open(atEdge);
        MuxStreamChannel receiver = pair.agent.streams.getFirst();
        byte[] all = new byte[5_000_000];
        random.nextBytes(all);
        int sent = 0;
        while (sent < all.length) {
            receiver.config().setAutoRead(random.nextInt(3) > 0);
            int length = Math.min(all.length - sent, 1 + random.nextInt(300_000));
            stream.writeAndFlush(Unpooled.wrappedBuffer(all, sent, length));
            sent += length;
            pair.pump();
        }
        stream.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(f -> stream.shutdownOutput());
        receiver.config().setAutoRead(true);
        pair.pump();
        assertThat(atAgent.bytes.toByteArray()).isEqualTo(all);
        assertThat(atAgent.inputEnded).isTrue();
    }

    @Test
    void a_buffer_with_headroom_becomes_a_frame_without_a_copy() {
        MuxStreamChannel stream = pair.open(atEdge);
        ByteBuf read = pair.allocator.directBuffer(64).setIndex(8, 8);
        read.writeCharSequence("as it was read", US_ASCII);

        stream.writeAndFlush(read);
        pair.edgeChannel.runPendingTasks();

        ByteBuf sent = pair.edgeChannel.readOutbound();
        assertThat(sent).isSameAs(read);
        assertThat(sent.readerIndex()).isZero();
        pair.agentChannel.writeInbound(sent);
        assertThat(atAgent.bytes).hasToString("as it was read");
    }

    @Test
    void what_others_may_look_at_is_never_written_to() {
        MuxStreamChannel stream = pair.open(atEdge);
        byte[] all = new byte[2 * MuxProtocol.INITIAL_WINDOW];
        Arrays.fill(all, (byte) 7);
        ByteBuf shared = pair.allocator.directBuffer(64).setIndex(8, 8);
        shared.setLong(0, 42).writeCharSequence("shared", US_ASCII);

        stream.write(Unpooled.wrappedBuffer(all));
        stream.writeAndFlush(shared.retain());
        pair.pump();

        assertThat(all).containsOnly(7);
        assertThat(shared.getLong(0)).isEqualTo(42);
        assertThat(atAgent.bytes.size()).isEqualTo(all.length + "shared".length());
        shared.release();
    }

    @Test
    void nothing_can_be_written_after_the_end() {
        MuxStreamChannel stream = pair.open(atEdge);
        stream.shutdownOutput();
        pair.pump();

        assertThat(stream.writeAndFlush(Unpooled.wrappedBuffer(new byte[1])).cause())
                .isInstanceOf(ClosedChannelException.class);
        assertThat(pair.edge.closed).isEmpty();
    }

    @Test
    void many_small_parts_cost_what_they_hold() {
        MuxStreamChannel stream = pair.open(atEdge);
        pair.agent.streams.getFirst().config().setAutoRead(false);
        for (int i = 0; i < 50_000; i++) {
            stream.write(Unpooled.wrappedBuffer(new byte[] {(byte) i}));
        }
        stream.flush();
        pair.pump();
        long used =
                pair.allocator.metric().usedHeapMemory()
                        + pair.allocator.metric().usedDirectMemory();
        assertThat(used).isLessThan(2 * 50_000);
        pair.agent.streams.getFirst().config().setAutoRead(true);
        pair.pump();
        assertThat(atAgent.bytes.size()).isEqualTo(50_000);
        assertThat(atAgent.bytes.toByteArray()[49_999]).isEqualTo((byte) 49_999);
    }

    @Test
    void slow_readers_cannot_take_the_memory_of_all_others() {
        WindowBudget process = WindowBudget.ofBytes(300_000);
        MuxPair small = new MuxPair(atAgent, MuxSettings.edge(process));
        for (int i = 0; i < 2; i++) {
            small.open(atEdge).config().setAutoRead(false);
            small.agent.streams.get(i).writeAndFlush(Unpooled.wrappedBuffer(new byte[200_000]));
            small.pump();
        }
        assertThat(atEdge.failure).isInstanceOf(StreamResetException.class);
        assertThat(atEdge.inputEnded).isFalse();
        assertThat(atAgent.failure)
                .isInstanceOfSatisfying(
                        StreamResetException.class,
                        e -> assertThat(e.code()).isEqualTo(ResetCode.LIMIT));
        assertThat(small.edgeEnd.streamCount()).isEqualTo(1);
        small.finish();
        assertThat(process.holdable()).isEqualTo(300_000);
    }

    @Test
    void a_closed_stream_forgets_what_was_not_read() {
        MuxStreamChannel stream = pair.open(atEdge);
        pair.agent.streams.getFirst().config().setAutoRead(false);
        write(stream, "never read");
        pair.pump();
        stream.close();
        pair.pump();
        assertThat(atAgent.failure).isInstanceOf(StreamResetException.class);
        assertThat(pair.agentEnd.streamCount()).isZero();
    }

    @Test
    void data_for_a_stream_closed_meanwhile_is_dropped() {
        MuxStreamChannel stream = pair.open(atEdge);
        stream.close();
        write(pair.agent.streams.getFirst(), "too late");
        pair.pump();
        assertThat(pair.edge.closed).isEmpty();
    }

    @Test
    void says_goodbye_with_a_reason() {
        pair.open(atEdge);
        GoAway goAway = new GoAway("authtoken_revoked", "revoked", false);
        pair.edgeEnd.goAway(goAway);
        pair.pump();
        assertThat(pair.agent.goAways).containsExactly(goAway);
        assertThat(pair.agent.closed).containsExactly("peer went away: authtoken_revoked");
        assertThat(atEdge.inactive).isTrue();
        pair.advance(1);
        assertThat(pair.edge.closed).containsExactly("authtoken_revoked");
    }

    @Test
    void retires_when_its_last_stream_has_finished() {
        MuxStreamChannel stream = pair.open(atEdge);
        pair.edgeEnd.retire(DRAINING);
        pair.pump();
        assertThat(pair.agent.goAways).containsExactly(DRAINING);
        assertThat(pair.agent.closed).isEmpty();
        write(pair.agent.streams.getFirst(), "still here");
        pair.pump();
        assertThat(atEdge.bytes).hasToString("still here");

        stream.close();
        pair.pump();
        assertThat(pair.agent.closed).containsExactly("peer went away: draining");
        pair.advance(1);
        assertThat(pair.edge.closed).containsExactly("draining");
    }

    @Test
    void retires_at_once_without_streams_and_opens_no_more() {
        pair.edgeEnd.retire(DRAINING);
        assertThat(pair.edgeEnd.open(OPEN, atEdge).isSuccess()).isFalse();
        pair.pump();
        assertThat(pair.agent.closed).containsExactly("peer went away: draining");
    }

    @Test
    void may_cut_what_a_retired_connection_still_carries() {
        pair.open(atEdge);
        pair.edgeEnd.retire(DRAINING);
        pair.edgeEnd.goAway(DRAINING);
        pair.pump();
        assertThat(atEdge.inactive).isTrue();
        assertThat(pair.agent.closed).containsExactly("peer went away: draining");
        pair.advance(1);
        assertThat(pair.edge.closed).containsExactly("draining");
    }

    @Test
    void measures_the_round_trip() {
        assertThat(pair.edgeEnd.roundTrip()).isNotNull();
        assertThat(pair.agentEnd.roundTrip()).isNotNull();
    }

    @Test
    void notices_a_peer_that_is_silent() {
        pair.advance(15);
        pair.pump();
        pair.advance(15);
        pair.pump();
        assertThat(pair.edge.closed).isEmpty();
        for (int i = 0; i < 4; i++) {
            pair.advance(15);
        }
        assertThat(pair.edge.closed).singleElement().asString().contains("no sign of life");
    }

    @Test
    void leaves_asking_to_the_agent_while_it_is_idle() {
        pair.advance(1);
        pair.pump();
        pair.advance(14);
        pair.edgeChannel.runPendingTasks();
        pair.agentChannel.runPendingTasks();
        assertThat((ByteBuf) pair.edgeChannel.readOutbound()).isNull();
        ByteBuf ping = pair.agentChannel.readOutbound();
        assertThat(ping.getByte(0)).isEqualTo((byte) FrameType.PING);
        ping.release();
    }

    @Test
    void asks_by_itself_while_streams_are_busy() {
        pair.open(atEdge);
        pair.advance(1);
        write(pair.agent.streams.getFirst(), "busy");
        pair.pump();
        pair.advance(14);
        pair.edgeChannel.runPendingTasks();
        ByteBuf ping = pair.edgeChannel.readOutbound();
        assertThat(ping.getByte(0)).isEqualTo((byte) FrameType.PING);
        ping.release();
    }

    @Test
    void refuses_more_streams_than_agreed() {
        MuxSettings two =
                new MuxSettings(
                        MuxSettings.Role.EDGE,
                        2,
                        WindowBudget.ofBytes(0),
                        MuxProtocol.MAX_WINDOW,
                        1 << 20,
                        java.time.Duration.ofSeconds(15),
                        2);
        MuxPair small = new MuxPair(new Recorder(), two);
        small.open(new Recorder());
        small.open(new Recorder());
        var third =
                small.edgeEnd.open(
                        new StreamOpen(new java.util.UUID(0, 1), "tcp", "v", false, null),
                        new Recorder());
        assertThat(third.cause()).isInstanceOf(StreamResetException.class);
        small.finish();
    }

    private static void write(MuxStreamChannel stream, String text) {
        stream.writeAndFlush(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
    }
}
