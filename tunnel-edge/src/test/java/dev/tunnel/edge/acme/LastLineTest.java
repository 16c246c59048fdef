package dev.tunnel.edge.acme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class LastLineTest {
    private static String of(String output) throws IOException {
        var line = new LastLine();
        line.read(new ByteArrayInputStream(output.getBytes(StandardCharsets.UTF_8)));
        return line.text();
    }

    @Test
    void is_the_last_one_with_something_in_it() throws IOException {
        assertThat(of("")).isEmpty();
        assertThat(of("one")).isEqualTo("one");
        assertThat(of("one\ntwo\n\n \n")).isEqualTo("two");
    }

    @Test
    void is_found_at_the_end_of_much() throws IOException {
        for (int before : new int[] {4090, 4096, 4097, 10_000, 1_000_000}) {
            assertThat(of("x".repeat(before) + "\nthe zone is locked\n"))
                    .isEqualTo("the zone is locked");
        }
    }

    @Test
    void is_not_longer_than_a_log_takes() throws IOException {
        assertThat(of("a\n" + "b".repeat(300))).isEqualTo("b".repeat(200));
    }
}
