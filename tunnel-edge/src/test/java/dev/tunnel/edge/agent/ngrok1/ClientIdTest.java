package dev.tunnel.edge.agent.ngrok1;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClientIdTest {

    @Test
    void comes_back_as_it_was_given_and_keeps_its_secret() {
        var id = new ClientId(UUID.randomUUID(), "0123456789abcdef", "ts_secret");
        assertThat(ClientId.parse(id.text())).contains(id);
        assertThat(id.toString()).doesNotContain("ts_secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "my-router",
                "5f1f3c1b8e0d4d7a9b1c2d3e4f506172",
                "5f1f3c1b8e0d4d7a9b1c2d3e4f5061720123456789abcdef",
                "5f1f3c1b8e0d4d7a9b1c2d3e4f506172012345678ügabcdefx",
                "zf1f3c1b8e0d4d7a9b1c2d3e4f5061720123456789abcdefts_x"
            })
    void what_no_edge_gave_out_is_nobody(String text) {
        assertThat(ClientId.parse(text)).isEmpty();
    }

    @Test
    void an_endless_id_is_nobody() {
        assertThat(ClientId.parse("a".repeat(60_000))).isEmpty();
    }

    @Test
    void clients_of_a_kind_have_instances_by_the_order_of_their_start() {
        var instances = new Instances();
        var first = instances.start("linux");
        var second = instances.start("linux");
        assertThat(second).isNotEqualTo(first);
        assertThat(instances.start("darwin")).isNotIn(first, second);
        instances.end(first);
        assertThat(instances.start("linux")).isEqualTo(first);
        instances.resume(first);
        instances.end(first);
        assertThat(instances.start("linux")).as("the new connection is there").isNotEqualTo(first);
    }
}
