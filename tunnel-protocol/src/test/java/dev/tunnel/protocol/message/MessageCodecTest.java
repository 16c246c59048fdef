package dev.tunnel.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MessageCodecTest {
    private static final UUID ID = UUID.fromString("01234567-89ab-cdef-0123-456789abcdef");

    static List<ControlMessage> messages() {
        TunnelSpec full =
                new TunnelSpec(
                        "web",
                        "http",
                        List.of("http", "https"),
                        "demo",
                        null,
                        null,
                        "http://localhost:8080",
                        new TunnelSpec.Access(
                                List.of("10.0.0.0/8", "2001:db8::/32"),
                                List.of("10.0.0.1"),
                                "me:pässword",
                                true),
                        new TunnelSpec.Upstream("rewrite", "v2", "http2"));
        TunnelSpec tcp =
                new TunnelSpec(
                        "ssh",
                        "tcp",
                        List.of(),
                        null,
                        null,
                        20022,
                        "localhost:22",
                        TunnelSpec.Access.OPEN,
                        TunnelSpec.Upstream.PLAIN);
        return List.of(
                new Hello(1, "0.1", "linux", "amd64", "i-0", "tt_secret", null, null),
                new Hello(
                        1,
                        "0.1",
                        "linux",
                        "amd64",
                        "i-0",
                        "tt_secret",
                        new Resume(ID, "ts_secret"),
                        1),
                new Welcome(1, ID, "ts_secret", 7, "me@example.org", "edge-1", "0.1", 20),
                new Refused("authtoken_invalid", "no such authtoken", false),
                new OpenTunnel(1, full),
                new OpenTunnel(2, tcp),
                new TunnelOpened(1, ID, List.of("http://demo.localhost:8000")),
                new TunnelRefused(2, "port_taken", "port 20022 is taken"),
                new CloseTunnel(ID),
                new TunnelClosed(ID, "taken_over", "another session took it"),
                new Notice("hello", "line \"one\"\nline two"));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void reads_what_it_wrote(ControlMessage message) {
        assertThat(MessageCodec.decode(MessageCodec.encode(message))).contains(message);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void never_shows_a_secret_as_text(ControlMessage message) {
        assertThat(message.toString()).doesNotContain("secret", "pässword");
    }

    @Test
    void skips_a_message_of_a_later_version() {
        assertThat(MessageCodec.decode(utf8("{\"type\":\"Teleport\",\"to\":\"mars\"}"))).isEmpty();
    }

    @Test
    void ignores_fields_of_a_later_version() {
        byte[] json =
                utf8(
                        "{\"later\":{\"a\":[1,2]},\"type\":\"Notice\",\"code\":\"c\",\"message\":\"m\"}");
        assertThat(MessageCodec.decode(json)).contains(new Notice("c", "m"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ",\"access\":null,\"upstream\":null", ",\"access\":{},\"upstream\":{}"})
    void serves_everybody_plainly_when_nothing_is_said(String rest) {
        byte[] json =
                utf8(
                        """
                        {"type":"OpenTunnel","ref":1,"spec":{"key":"k","proto":"tcp","schemes":[],"target":"t"%s}}\
                        """
                                .formatted(rest));
        assertThat(MessageCodec.decode(json))
                .hasValueSatisfying(message -> {
                    var spec = ((OpenTunnel) message).spec();
                    assertThat(spec.access()).isEqualTo(TunnelSpec.Access.OPEN);
                    assertThat(spec.upstream()).isEqualTo(TunnelSpec.Upstream.PLAIN);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[]",
                "{}",
                "{\"type\":5}",
                "{\"type\":\"Hello\"",
                "{\"type\":\"Hello\",\"version\":\"x\"}",
                "{\"type\":\"CloseTunnel\",\"tunnelId\":\"not a uuid\"}",
                "{\"type\":\"OpenTunnel\",\"ref\":1,\"spec\":{\"schemes\":null}}",
                "{\"type\":\"OpenTunnel\",\"ref\":1,\"spec\":{\"schemes\":[],\"access\":7}}",
                "{\"type\":\"OpenTunnel\",\"ref\":1,\"spec\":{\"schemes\":[],\"access\":{\"allow\":\"all\"}}}",
                "{\"type\":\"OpenTunnel\",\"ref\":1,\"spec\":{\"schemes\":[],\"access\":{\"deny\":[null]}}}",
                "\u0000\u0001\u0002",
            })
    void refuses_what_is_no_message(String json) {
        assertThatThrownBy(() -> MessageCodec.decode(utf8(json)))
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void survives_every_mutation_of_a_message() {
        Random random = new Random(42);
        byte[] valid = MessageCodec.encode(messages().get(4));
        for (int round = 0; round < 20_000; round++) {
            byte[] mutated = valid.clone();
            for (int i = 0; i <= random.nextInt(4); i++) {
                mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
            }
            try {
                MessageCodec.decode(mutated);
            } catch (MalformedMessageException expected) {
                assertThat(expected.getMessage()).isNotEmpty();
            }
        }
    }

    @Test
    void reads_a_goaway() {
        GoAway goAway = new GoAway("draining", "back in a second", true);
        assertThat(MessageCodec.decodeGoAway(MessageCodec.encode(goAway))).isEqualTo(goAway);
        assertThatThrownBy(() -> MessageCodec.decodeGoAway(utf8("nonsense")))
                .isInstanceOf(MalformedMessageException.class);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
