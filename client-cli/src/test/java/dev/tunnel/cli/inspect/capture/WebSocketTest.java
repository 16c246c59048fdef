package dev.tunnel.cli.inspect.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.cli.inspect.capture.Entry.State;
import dev.tunnel.cli.inspect.capture.Entry.Stream;
import dev.tunnel.cli.inspect.http.WebSocketParser.Frame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WebSocketTest {

    private static final String UPGRADE =
            "GET /ws HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";
    private static final String SWITCHED =
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n";

    private static byte[] frame(int first, boolean masked, byte[] payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int mask = masked ? 0x80 : 0;
        out.write(first);
        if (payload.length < 126) {
            out.write(mask | payload.length);
        } else if (payload.length < 65536) {
            out.writeBytes(
                    new byte[] {
                        (byte) (mask | 126), (byte) (payload.length >> 8), (byte) payload.length
                    });
        } else {
            out.writeBytes(new byte[] {(byte) (mask | 127), 0, 0, 0, 0});
            for (int shift = 24; shift >= 0; shift -= 8) {
                out.write(payload.length >> shift);
            }
        }
        byte[] key = {1, 2, 3, 4};
        if (masked) {
            out.writeBytes(key);
        }
        for (int i = 0; i < payload.length; i++) {
            out.write(masked ? payload[i] ^ key[i & 3] : payload[i]);
        }
        return out.toByteArray();
    }

    private static List<Frame> frames(Wire wire) {
        return wire.only().messages().view().messages().stream()
                .map(message -> ((Message.Frame) message).frame())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void readsFramesOfBothSides(int step) {
        Wire wire =
                new Wire(Wire.captures(CaptureLimits.DEFAULT), Wire.source(Source.Kind.HTTP), step);
        wire.visitor(UPGRADE)
                .service(SWITCHED.getBytes(StandardCharsets.US_ASCII))
                .visitor(frame(0x81, true, "hi".getBytes(StandardCharsets.UTF_8)))
                .service(frame(0x82, false, new byte[300]))
                .service(frame(0x89, false, new byte[0]))
                .visitor(frame(0x88, true, new byte[] {3, (byte) 0xe8}))
                .bothClose();

        assertThat(wire.only().stream()).isEqualTo(Stream.WEBSOCKET);
        assertThat(wire.only().state()).isEqualTo(State.DONE);
        assertThat(frames(wire)).extracting(Frame::opcode).containsExactly(1, 2, 9, 8);
        assertThat(frames(wire).getFirst().payload()).asString().isEqualTo("hi");
        assertThat(frames(wire).get(1).length()).isEqualTo(300);
    }

    @Test
    void seesWhatComesInOneBufferWithTheAnswer() {
        Wire wire = Wire.http().visitor(UPGRADE);
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(SWITCHED.getBytes(StandardCharsets.US_ASCII));
        both.writeBytes(frame(0x81, false, new byte[] {'x'}));
        wire.service(both.toByteArray());

        assertThat(frames(wire)).hasSize(1);
    }

    @Test
    void keepsTheBeginningOfAGreatFrame() {
        Wire wire = Wire.http().visitor(UPGRADE).service(SWITCHED);
        wire.service(frame(0x82, false, new byte[100_000]));

        assertThat(frames(wire).getFirst().length()).isEqualTo(100_000);
        assertThat(frames(wire).getFirst().payload()).hasSize(CaptureLimits.DEFAULT.message());
    }

    @Test
    void keepsTheLastFramesOnly() {
        Wire wire = Wire.http().visitor(UPGRADE).service(SWITCHED);
        for (int i = 0; i < 1000; i++) {
            wire.service(frame(0x81, false, ("" + i).getBytes(StandardCharsets.US_ASCII)));
        }
        assertThat(wire.only().messages().count()).isEqualTo(1000);
        assertThat(frames(wire)).hasSize(CaptureLimits.DEFAULT.messages());
        assertThat(frames(wire).getLast().payload()).asString().isEqualTo("999");
    }

    @Test
    void givesUpOnWhatIsNoFrame() {
        Wire wire = Wire.http().visitor(UPGRADE).service(SWITCHED);
        wire.service(new byte[] {0x0f, 5, 1, 2, 3, 4, 5}).service(frame(0x81, false, new byte[1]));

        assertThat(wire.only().note()).contains("not a WebSocket frame");
        assertThat(frames(wire)).isEmpty();
        assertThat(wire.only().received().size()).isEqualTo(10);
    }

    @Test
    void seesAnotherProtocolAsBytes() {
        Wire wire =
                Wire.http()
                        .visitor("GET / HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n")
                        .service("HTTP/1.1 101 Switching Protocols\r\n\r\nabc")
                        .visitor("def");

        assertThat(wire.only().stream()).isEqualTo(Stream.OTHER);
        assertThat(Wire.text(wire.only().sent())).isEqualTo("def");
    }
}
