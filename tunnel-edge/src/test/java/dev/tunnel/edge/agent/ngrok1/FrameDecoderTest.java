package dev.tunnel.edge.agent.ngrok1;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FrameDecoderTest {
    private final EmbeddedChannel channel = new EmbeddedChannel(new FrameDecoder());

    @Test
    void reads_what_ngrok_1_7_says() {
        hear(
                """
                {"Type":"Auth","Payload":{"Version":"2","MmVersion":"1.7","User":"tt_x","Password":"",\
                "OS":"linux","Arch":"amd64","ClientId":""}}\
                """);
        assertThat(heard()).isEqualTo(new Request.Auth("2", "tt_x", "", "1.7", "linux", "amd64"));
        hear(
                """
                {"Type":"ReqTunnel","Payload":{"ReqId":"51d5a4a8b2a3f6a4","Protocol":"http+https",\
                "Hostname":"","Subdomain":"shop","HttpAuth":"u:p","RemotePort":0}}\
                """);
        assertThat(heard())
                .isEqualTo(
                        new Request.ReqTunnel(
                                "51d5a4a8b2a3f6a4", "http+https", "", "shop", "u:p", 0));
    }

    @Test
    void reads_keys_in_any_case_and_order_and_passes_over_unknown_ones() {
        hear(
                """
                {"payload":{"reqid":"ABCDE","PROTOCOL":"tcp","x":{"y":[1,{"z":null}]},\
                "remotePort":"2222","authtoken":"tt_y"},"extra":[{}],"TYPE":"ReqTunnel"}\
                """);
        assertThat(heard()).isEqualTo(new Request.ReqTunnel("ABCDE", "tcp", "", "", "", 2222));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Type\":\"Ping\",\"Payload\":{}}",
                "{\"Type\":\"Ping\",\"Payload\":null}",
                "{\"Type\":\"Ping\"}",
                " { \"Type\" : \"Ping\" , \"Payload\" : { } } \n"
            })
    void a_ping_is_a_ping_whatever_its_payload(String json) {
        hear(json);
        assertThat(heard()).isEqualTo(new Request.Ping());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "null", "0", "\"0\"", "\" 0 \""})
    void any_port_may_be_written_in_many_ways(String port) {
        hear("{\"Type\":\"ReqTunnel\",\"Payload\":{\"RemotePort\":" + port + "}}");
        assertThat(heard()).isEqualTo(new Request.ReqTunnel("", "", "", "", "", 0));
    }

    @Test
    void messages_that_clients_have_no_use_for_are_read_too() {
        hear("{\"Type\":\"Pong\",\"Payload\":{}}");
        assertThat(heard()).isEqualTo(new Request.Other("Pong"));
    }

    @Test
    void a_message_may_come_in_pieces_and_several_at_once() {
        var ping = frame("{\"Type\":\"Ping\",\"Payload\":{}}");
        var twoAndAHalf = Unpooled.wrappedBuffer(ping.copy(), ping.copy(), ping.copy(0, 11));
        while (twoAndAHalf.isReadable()) {
            channel.writeInbound(twoAndAHalf.readBytes(1));
        }
        assertThat(heard()).isEqualTo(new Request.Ping());
        assertThat(heard()).isEqualTo(new Request.Ping());
        assertThat((Object) channel.readInbound()).isNull();
        channel.writeInbound(ping.copy(11, ping.readableBytes() - 11));
        assertThat(heard()).isEqualTo(new Request.Ping());
        channel.writeInbound(Unpooled.wrappedBuffer(ping.copy(), ping));
        assertThat(heard()).isEqualTo(new Request.Ping());
        assertThat(heard()).isEqualTo(new Request.Ping());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE, 64 * 1024 + 1, 8L << 30, Long.MAX_VALUE})
    void lengths_that_no_message_has_are_refused_at_once(long length) {
        assertThatThrownBy(() -> channel.writeInbound(Unpooled.buffer(8).writeLongLE(length)))
                .isInstanceOf(Violation.class)
                .hasMessage("a message of " + length + " bytes");
        channel.writeInbound(frame("{\"Type\":\"Ping\"}"));
        assertThat((Object) channel.readInbound()).as("nothing is heard after it").isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "[]",
                "\"Ping\"",
                "null",
                "{\"Type\":\"Ping\"",
                "{\"Type\":",
                "{}",
                "{\"Type\":null}",
                "{\"Type\":5}",
                "{\"Type\":\"Hello\",\"Payload\":{}}",
                "{\"Type\":\"Ping\",\"Payload\":[]}",
                "{\"Type\":\"Ping\",\"Payload\":\"\"}",
                "{\"Type\":\"Auth\",\"Payload\":{\"User\":5}}",
                "{\"Type\":\"Auth\",\"Payload\":{\"User\":{}}}",
                "{\"Type\":\"ReqTunnel\",\"Payload\":{\"RemotePort\":\"ssh\"}}",
                "{\"Type\":\"ReqTunnel\",\"Payload\":{\"RemotePort\":1.5}}",
                "{\"Type\":\"ReqTunnel\",\"Payload\":{\"RemotePort\":[]}}",
                "{\"Type\":\"ReqTunnel\",\"Payload\":{\"RemotePort\":99999999999999999999}}",
            })
    void what_is_no_message_is_refused(String json) {
        assertThatThrownBy(() -> hear(json)).isInstanceOf(Violation.class);
    }

    @Test
    void deep_nesting_is_refused_before_anything_follows_it_down() {
        var deep = "{\"Type\":\"Ping\",\"Payload\":" + "[".repeat(60_000);
        assertThatThrownBy(() -> hear(deep))
                .isInstanceOf(Violation.class)
                .hasMessageContaining("deep");
        assertThat(
                        RequestReader.read(
                                "{\"Type\":\"Ping\",\"x\":\"[[[[[\\\"[[[[[[\"}".getBytes(UTF_8)))
                .isEqualTo(new Request.Ping());
    }

    @Test
    void a_refused_type_is_told_without_what_harms_a_log() {
        assertThatThrownBy(() -> hear("{\"Type\":\"a\\nb" + "c".repeat(99) + "\"}"))
                .hasMessage("a message of the unknown type \"a?b" + "c".repeat(37) + "\"");
    }

    @Test
    void a_text_that_is_too_long_to_keep_is_refused() {
        hear("{\"Type\":\"ReqTunnel\",\"Payload\":{\"Hostname\":\"" + "a".repeat(1024) + "\"}}");
        assertThat(heard()).isInstanceOf(Request.ReqTunnel.class);
        assertThatThrownBy(() ->
                        hear(
                                "{\"Type\":\"ReqTunnel\",\"Payload\":{\"Hostname\":\""
                                        + "a".repeat(1025)
                                        + "\"}}"))
                .hasMessage("Hostname is too long");
    }

    @Test
    void nothing_that_a_client_wrote_is_part_of_what_a_log_shows() {
        hear("{\"Type\":\"ReqTunnel\",\"Payload\":{\"Protocol\":\"x\\nERROR forged\"}}");
        assertThat(heard()).hasToString("ReqTunnel");
        hear("{\"Type\":\"Auth\",\"Payload\":{\"Version\":\"x\\nERROR forged\"}}");
        assertThat(heard()).hasToString("Auth");
    }

    private void hear(String json) {
        channel.writeInbound(frame(json));
    }

    private static ByteBuf frame(String json) {
        var body = json.getBytes(UTF_8);
        return Unpooled.buffer().writeLongLE(body.length).writeBytes(body);
    }

    private Object heard() {
        return channel.readInbound();
    }
}
