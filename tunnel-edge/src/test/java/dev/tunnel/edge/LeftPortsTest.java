package dev.tunnel.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LeftPortsTest {
    @TempDir private Path folder;

    @Test
    void what_one_edge_leaves_the_next_one_takes_once() {
        ports().leave(List.of(20000, 65535, 1));
        assertThat(ports().take()).containsExactly(20000, 65535, 1);
        assertThat(ports().take()).isEmpty();
    }

    @Test
    void what_is_no_port_is_not_taken() throws IOException {
        Files.writeString(file(), "20000\n0\n65536\n-1\n 7\nabc\n99999999999\n\n20000\n20001");
        assertThat(ports().take()).containsExactly(20000, 20001);
    }

    @Test
    void a_file_that_no_edge_wrote_is_not_read() throws IOException {
        Files.write(file(), new byte[1_000_000]);
        assertThat(ports().take()).isEmpty();
        assertThat(file()).doesNotExist();
    }

    @Test
    void nothing_is_left_where_nothing_can_be_written() throws IOException {
        Files.createDirectory(file());
        Files.createFile(file().resolve("in-the-way"));
        ports().leave(List.of(20000));
        assertThat(ports().take()).isEmpty();
    }

    private Path file() {
        return folder.resolve("tcp-ports");
    }

    private LeftPorts ports() {
        return new LeftPorts(file());
    }
}
