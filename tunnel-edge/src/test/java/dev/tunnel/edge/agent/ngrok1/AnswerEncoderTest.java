package dev.tunnel.edge.agent.ngrok1;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class AnswerEncoderTest {

    static Stream<Arguments> messages() {
        return Stream.of(
                Arguments.of(
                        new Answer.AuthResp("abc", ""),
                        """
                        {"Type":"AuthResp","Payload":{"Version":"2","MmVersion":"1.7","ClientId":"abc","Error":""}}\
                        """),
                Arguments.of(
                        Answer.AuthResp.refused("no \"such\"\ntoken"),
                        """
                        {"Type":"AuthResp","Payload":{"Version":"","MmVersion":"","ClientId":"","Error":"no \\"such\\"\\ntoken"}}\
                        """),
                Arguments.of(
                        new Answer.NewTunnel("id", "tcp://localhost:20000", "tcp", ""),
                        """
                        {"Type":"NewTunnel","Payload":{"ReqId":"id","Url":"tcp://localhost:20000","Protocol":"tcp","Error":""}}\
                        """),
                Arguments.of(
                        Answer.NewTunnel.refused("taken"),
                        """
                        {"Type":"NewTunnel","Payload":{"ReqId":"","Url":"","Protocol":"","Error":"taken"}}\
                        """),
                Arguments.of(
                        new Answer.StartProxy("http://x.localhost:8000", "127.0.0.1:5"),
                        """
                        {"Type":"StartProxy","Payload":{"Url":"http://x.localhost:8000","ClientAddr":"127.0.0.1:5"}}\
                        """),
                Arguments.of(
                        new Answer.ReqProxy(),
                        """
                        {"Type":"ReqProxy","Payload":{}}\
                        """),
                Arguments.of(
                        new Answer.Pong(),
                        """
                        {"Type":"Pong","Payload":{}}\
                        """));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void writes_every_field_in_its_order(Answer answer, String json) {
        var frame = AnswerEncoder.encode(UnpooledByteBufAllocator.DEFAULT, answer);
        assertThat(frame.readLongLE()).isEqualTo(json.getBytes(UTF_8).length);
        assertThat(frame.toString(UTF_8)).isEqualTo(json);
        frame.release();
    }
}
