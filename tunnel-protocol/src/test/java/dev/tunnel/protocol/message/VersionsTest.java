package dev.tunnel.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class VersionsTest {
    @Test
    void two_sides_agree_on_the_newest_that_both_speak() {
        assertThat(new Versions(1, 3).common(new Versions(2, 5))).hasValue(3);
        assertThat(new Versions(2, 5).common(new Versions(1, 3))).hasValue(3);
        assertThat(new Versions(1, 1).common(new Versions(1, 1))).hasValue(1);
    }

    @Test
    void without_a_common_version_there_is_none() {
        assertThat(new Versions(1, 2).common(new Versions(3, 4))).isEmpty();
        assertThat(new Versions(3, 4).common(new Versions(1, 2))).isEmpty();
    }

    @Test
    void a_range_that_makes_no_sense_agrees_with_nobody() {
        assertThat(new Versions(1, 1).common(new Versions(7, 1))).isEmpty();
        assertThat(new Versions(1, 1).common(new Versions(0, -1))).isEmpty();
    }

    @Test
    void a_peer_may_choose_any_version_that_was_offered_and_no_other() {
        var offered = new Versions(2, 3);
        offered.check(2);
        offered.check(3);
        for (int other : new int[] {-1, 0, 1, 4}) {
            assertThatThrownBy(() -> offered.check(other))
                    .isInstanceOf(MalformedMessageException.class)
                    .hasMessageContaining("version " + other + " of the protocol")
                    .hasMessageContaining("2 to 3");
        }
    }

    @Test
    void an_agent_from_before_ranges_speaks_one_version() {
        var hello =
                MessageCodec.decode(
                        """
                        {"type":"Hello","version":1,"agentVersion":"0.1","os":"linux","arch":"x64",
                        "instance":"i","authtoken":"tt_a"}\
                        """
                                .getBytes(StandardCharsets.UTF_8));

        assertThat(hello)
                .get()
                .extracting(message -> ((Hello) message).versions())
                .isEqualTo(new Versions(1, 1));
    }
}
