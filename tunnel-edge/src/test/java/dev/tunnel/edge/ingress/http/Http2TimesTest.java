package dev.tunnel.edge.ingress.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.edge.config.TrustedProxies;
import dev.tunnel.edge.ingress.Lifetime;
import dev.tunnel.edge.ingress.policy.Policies;
import dev.tunnel.edge.telemetry.Visits;
import dev.tunnel.edge.tunnel.TunnelRegistry;
import dev.tunnel.edge.tunnel.UsageMeter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.Ticker;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How long a visitor's HTTP/2 connection may take for what, without waiting for it.
final class Http2TimesTest {
    private static final String[] GET = Http2Peer.request("GET", "nobody.localhost", "/");
    private static final int CANCEL = 8;
    private static final int ENHANCE_YOUR_CALM = 11;
    private static final int HEADER = 9;

    /// Not 1: without a listening channel as its parent Netty takes this for a client's connection,
    /// where that stream is special.
    private static final int FIRST = 3;

    private final EmbeddedChannel visitor = new FromLoopback();

    private record Frame(int type, int stream, int error) {}

    @BeforeEach
    void connect() {
        visitor.freezeTime();
        var around =
                new Surroundings(
                        HttpSettings.defaults(TrustedProxies.NONE),
                        new TunnelRegistry(new UsageMeter()),
                        new Policies(8443),
                        Lifetime.settled(Ticker.systemTicker()),
                        Visits.unlogged());
        visitor.pipeline()
                .addLast(new PublicHttp2Initializer(around, (_, _) -> true, new SecureRandom()));
    }

    @AfterEach
    void close() {
        visitor.finishAndReleaseAll();
    }

    @Test
    void settings_that_do_not_come_close_the_connection() {
        send(Unpooled.copiedBuffer("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", US_ASCII));
        pass(9);
        assertThat(visitor.isOpen()).isTrue();
        pass(2);
        assertThat(visitor.isOpen()).isFalse();
    }

    @Test
    void a_connection_without_requests_is_closed_whatever_else_it_says() {
        introduce(new byte[0]);
        for (int i = 0; i < 5; i++) {
            send(frame(Http2Peer.SETTINGS, 0, 0, new byte[0]));
            send(frame(Http2Peer.PING, 0, 0, new byte[8]));
            pass(11);
            assertThat(visitor.isOpen()).isTrue();
        }
        pass(11);
        assertThat(said()).anyMatch(frame -> frame.type() == Http2Peer.GOAWAY);
        assertThat(visitor.isOpen()).isFalse();
    }

    @Test
    void a_head_that_does_not_end_closes_the_connection() {
        introduce(new byte[0]);
        send(frame(Http2Peer.HEADERS, Http2Peer.END_STREAM, 1, Http2Peer.block(GET)));
        pass(6);
        send(frame(Http2Peer.CONTINUATION, 0, 1, Http2Peer.block("x", "y".repeat(100))));
        assertThat(visitor.isOpen()).isTrue();
        pass(5);
        assertThat(said()).contains(new Frame(Http2Peer.GOAWAY, 0, ENHANCE_YOUR_CALM));
        assertThat(visitor.isOpen()).isFalse();
    }

    @Test
    void the_same_goes_for_a_frame_of_a_head_that_does_not_end() {
        introduce(new byte[0]);
        var whole = frame(Http2Peer.HEADERS, 5, 1, Http2Peer.block(GET));
        send(whole.readRetainedSlice(HEADER + 3));
        pass(11);
        assertThat(visitor.isOpen()).isFalse();
        whole.release();
    }

    @Test
    void heads_that_come_in_pieces_one_after_the_other_have_each_their_time() {
        introduce(new byte[0]);
        var rest = Unpooled.EMPTY_BUFFER;
        for (int stream = FIRST; stream < FIRST + 20; stream += 2) {
            var whole = frame(Http2Peer.HEADERS, 5, stream, Http2Peer.block(GET));
            send(Unpooled.wrappedBuffer(rest, whole.readRetainedSlice(20)));
            rest = whole;
            pass(5);
        }
        send(rest);
        assertThat(visitor.isOpen()).isTrue();
        pass(59);
        assertThat(visitor.isOpen()).isTrue();
        assertThat(said().stream().filter(one -> one.type() == Http2Peer.HEADERS)).hasSize(10);
    }

    @Test
    void a_reader_that_takes_nothing_of_the_rest_of_an_answer_is_given_up() {
        introduce(new byte[] {0, 4, 0, 0, 0, 0}); // an initial window of nothing
        send(frame(Http2Peer.HEADERS, 5, FIRST, Http2Peer.block(GET)));
        pass(175);
        assertThat(said()).noneMatch(frame -> frame.type() == Http2Peer.RST_STREAM);
        pass(10); // it has taken the head since
        assertThat(said()).isEmpty();
        pass(180);
        assertThat(said()).contains(new Frame(Http2Peer.RST_STREAM, FIRST, CANCEL));
    }

    private void introduce(byte[] settings) {
        send(Unpooled.copiedBuffer("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", US_ASCII));
        send(frame(Http2Peer.SETTINGS, 0, 0, settings));
        send(frame(Http2Peer.SETTINGS, 1, 0, new byte[0]));
    }

    private static ByteBuf frame(int type, int flags, int stream, byte[] payload) {
        return Unpooled.buffer()
                .writeMedium(payload.length)
                .writeByte(type)
                .writeByte(flags)
                .writeInt(stream)
                .writeBytes(payload);
    }

    private void send(ByteBuf bytes) {
        visitor.writeInbound(bytes);
        visitor.runPendingTasks();
    }

    private void pass(int seconds) {
        visitor.advanceTimeBy(seconds, TimeUnit.SECONDS);
        visitor.runScheduledPendingTasks();
        visitor.runPendingTasks();
    }

    /// The frames that the edge has sent since the last look.
    private List<Frame> said() {
        var all = Unpooled.buffer();
        for (ByteBuf part = visitor.readOutbound(); part != null; part = visitor.readOutbound()) {
            all.writeBytes(part);
            part.release();
        }
        var frames = new ArrayList<Frame>();
        while (all.isReadable()) {
            int length = all.readUnsignedMedium();
            int type = all.readUnsignedByte();
            all.skipBytes(1);
            int stream = all.readInt();
            byte[] payload = new byte[length];
            all.readBytes(payload);
            frames.add(new Frame(type, stream, error(type, payload)));
        }
        return frames;
    }

    private static int error(int type, byte[] payload) {
        return switch (type) {
            case Http2Peer.RST_STREAM -> Unpooled.wrappedBuffer(payload).readInt();
            case Http2Peer.GOAWAY ->
                    Unpooled.wrappedBuffer(Arrays.copyOfRange(payload, 4, 8)).readInt();
            default -> 0;
        };
    }

    private static final class FromLoopback extends EmbeddedChannel {
        @Override
        protected SocketAddress remoteAddress0() {
            return new InetSocketAddress("127.0.0.1", 1234);
        }

        @Override
        protected SocketAddress localAddress0() {
            return new InetSocketAddress("127.0.0.1", 443);
        }
    }
}
