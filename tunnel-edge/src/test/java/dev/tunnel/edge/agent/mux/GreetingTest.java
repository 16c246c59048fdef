package dev.tunnel.edge.agent.mux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunnel.edge.platform.Sha256;
import dev.tunnel.protocol.message.ControlMessage;
import dev.tunnel.protocol.message.Hello;
import dev.tunnel.protocol.message.MessageCodec;
import dev.tunnel.protocol.message.Resume;
import dev.tunnel.protocol.mux.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GreetingTest {

    @Test
    void keeps_only_hashes_of_secrets() {
        var id = UUID.randomUUID();
        var request =
                Greeting.read(
                        new Hello(
                                1,
                                "1.0",
                                "linux",
                                "x64",
                                "i",
                                "tt_a",
                                new Resume(id, "ts_b"),
                                null),
                        "1.2.3.4:5");

        assertThat(request.authtokenHash()).isEqualTo(Sha256.hex("tt_a"));
        assertThat(request.resume()).isNotNull();
        assertThat(request.toString())
                .contains(Sha256.hex("ts_b"))
                .doesNotContain("tt_a")
                .doesNotContain("ts_b");
    }

    @Test
    void makes_texts_harmless_for_logs() {
        var facts =
                Greeting.read(
                                new Hello(
                                        1,
                                        "1\nERROR x",
                                        "l".repeat(500),
                                        " ",
                                        "i",
                                        "tt_a",
                                        null,
                                        null),
                                "1.2.3.4:5")
                        .agent();

        assertThat(facts.version()).isEqualTo("1?ERROR x");
        assertThat(facts.os()).hasSize(100);
        assertThat(facts.arch()).isEqualTo("unknown");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"Hello\",\"version\":1}",
                "{\"type\":\"Hello\",\"version\":1,\"authtoken\":\"\"}",
                "{\"type\":\"Hello\",\"version\":1,\"authtoken\":\"tt_a\",\"resume\":{}}",
                "{\"type\":\"Hello\",\"version\":1,\"authtoken\":\"tt_a\",\"resume\":{\"sessionId\":\"6bd20ae7-f283-40f2-b124-9fa80aea1f79\"}}",
            })
    void refuses_a_hello_without_a_usable_secret(String json) {
        ControlMessage hello =
                MessageCodec.decode(json.getBytes(StandardCharsets.UTF_8)).orElseThrow();

        assertThatThrownBy(() -> Greeting.read((Hello) hello, "1.2.3.4:5"))
                .isInstanceOf(ProtocolException.class);
    }
}
