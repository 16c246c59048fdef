package dev.tunnel.bench.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class PeerChoiceTest {
    @Test
    void a_peer_is_given_by_path() {
        var choice = PeerChoice.of("frp=/bin/sh,/bin/ls");

        assertThat(choice.kind()).isEqualTo(PeerChoice.Kind.FRP);
        assertThat(choice.programs()).containsExactly(Path.of("/bin/sh"), Path.of("/bin/ls"));
    }

    @Test
    void an_unknown_peer_is_refused_with_those_that_are_known() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PeerChoice.of("other=/bin/sh"))
                .withMessageContaining("rathole");
    }

    @Test
    void the_number_of_programs_is_checked() {
        assertThatIllegalArgumentException().isThrownBy(() -> PeerChoice.of("frp=/bin/sh"));
    }

    @Test
    void what_is_no_program_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> PeerChoice.of("bore=/etc/passwd"));
    }
}
