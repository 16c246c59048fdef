package dev.tunnel.edge.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class SseReaderTest {

    @Test
    void reads_data_and_skips_comments_and_other_fields() throws IOException {
        var reader =
                reader(": hello\n\nid: 7\nevent: x\ndata: {\"a\":1}\n\n: bye\n\ndata:b\r\n\r\n");

        assertThat(reader.next()).isEqualTo("{\"a\":1}");
        assertThat(reader.next()).isEqualTo("b");
        assertThat(reader.next()).isNull();
    }

    @Test
    void joins_the_lines_of_one_event() throws IOException {
        assertThat(reader("data: a\ndata: b\n\n").next()).isEqualTo("a\nb");
    }

    @Test
    void drops_an_event_that_the_end_of_the_stream_cut() throws IOException {
        assertThat(reader("data: a\n").next()).isNull();
    }

    @Test
    void ends_a_stream_whose_line_has_no_end() {
        assertThatThrownBy(() -> reader("data: " + "x".repeat(70_000)).next())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("longer");
    }

    @Test
    void ends_a_stream_whose_event_has_no_end() {
        assertThatThrownBy(() -> reader(("data: " + "x".repeat(1000) + "\n").repeat(100)).next())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("larger");
    }

    private static SseReader reader(String text) {
        return new SseReader(new ByteArrayInputStream(text.getBytes(UTF_8)), () -> {});
    }
}
