package dev.tunnel.protocol.mux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.protocol.message.GoAway;
import dev.tunnel.protocol.message.MessageCodec;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a hostile peer may send, and that it costs it its connection and us nothing.
final class MuxViolationTest {
    private final MuxPair pair = new MuxPair(new Recorder());

    @AfterEach
    void nothing_is_left_behind() {
        pair.finish();
    }

    @Test
    void an_agent_must_not_open_streams() {
        toEdge(frame(FrameType.OPEN, 1, new byte[40]));
        assertClosed("OPEN from an agent");
    }

    @Test
    void a_frame_on_a_stream_that_never_was() {
        toEdge(frame(FrameType.FIN, 5, new byte[0]));
        assertClosed("never opened");
    }

    @Test
    void more_bytes_than_credit() {
        pair.open(new Recorder()).config().setAutoRead(false);
        for (int i = 0; i < 2; i++) {
            toEdge(frame(FrameType.DATA, 1, new byte[200 * 1024]));
        }
        assertClosed("beyond the credit");
    }

    @Test
    void more_credit_than_there_can_be() {
        pair.open(new Recorder());
        toEdge(frame(FrameType.CREDIT, 1, new byte[] {0x7F, 0, 0, 0}));
        assertClosed("CREDIT of");
    }

    @Test
    void credit_of_nothing() {
        pair.open(new Recorder());
        toEdge(frame(FrameType.CREDIT, 1, new byte[4]));
        assertClosed("CREDIT of 0");
    }

    @Test
    void data_after_the_end() {
        pair.open(new Recorder());
        toEdge(frame(FrameType.FIN, 1, new byte[0]));
        toEdge(frame(FrameType.DATA, 1, new byte[1]));
        assertClosed("DATA after FIN");
    }

    @Test
    void two_ends() {
        pair.open(new Recorder());
        toEdge(frame(FrameType.FIN, 1, new byte[0]));
        toEdge(frame(FrameType.FIN, 1, new byte[0]));
        assertClosed("second FIN");
    }

    @Test
    void a_control_frame_that_is_no_message() {
        toEdge(frame(FrameType.CONTROL, 0, "{oops".getBytes(StandardCharsets.UTF_8)));
        assertClosed("protocol violation");
    }

    /// Each is told to the owner, which has other things to do.
    @Test
    void goodbyes_without_end() {
        pair.open(new Recorder());
        byte[] goAway = MessageCodec.encode(new GoAway("bye", "for now", true));
        ByteBuf many = Unpooled.buffer();
        for (int i = 0; i < 1000; i++) {
            ByteBuf one = frame(FrameType.GOAWAY, 0, goAway);
            many.writeBytes(one);
            one.release();
        }
        toEdge(many);
        assertClosed("GOAWAY again and again");
        assertThat(pair.edge.goAways).hasSize(2);
    }

    @Test
    void noise_in_the_middle_of_a_session() {
        Random random = new Random(3);
        for (int round = 0; round < 300; round++) {
            MuxPair noisy = new MuxPair(new Recorder());
            noisy.open(new Recorder());
            byte[] noise = new byte[1 + random.nextInt(200)];
            random.nextBytes(noise);
            if (random.nextBoolean()) {
                noise[0] = (byte) (1 + random.nextInt(9));
            }
            noisy.edgeChannel.writeInbound(Unpooled.wrappedBuffer(noise));
            noisy.agentChannel.writeInbound(Unpooled.wrappedBuffer(noise));
            noisy.pump();
            noisy.finish();
        }
    }

    private void toEdge(ByteBuf bytes) {
        pair.edgeChannel.writeInbound(bytes);
        pair.edgeChannel.runPendingTasks();
    }

    private void assertClosed(String reason) {
        assertThat(pair.edge.closed).singleElement().asString().contains(reason);
        assertThat(pair.edgeChannel.isActive()).isFalse();
    }

    private static ByteBuf frame(int type, int streamId, byte[] payload) {
        return Unpooled.buffer()
                .writeLong((long) type << 56 | (long) payload.length << 32 | streamId)
                .writeBytes(payload);
    }
}
