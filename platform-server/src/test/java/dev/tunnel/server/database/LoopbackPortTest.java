package dev.tunnel.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoopbackPortTest {
    @TempDir Path directory;

    @Test
    void the_port_of_last_time_is_taken_again() throws IOException {
        LoopbackPort port = new LoopbackPort(directory.resolve("port"));
        int first = port.choose();
        assertThat(port.choose()).isEqualTo(first);
    }

    @Test
    void another_is_taken_when_it_is_not_free_any_more() throws IOException {
        LoopbackPort port = new LoopbackPort(directory.resolve("port"));
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.writeString(directory.resolve("port"), String.valueOf(taken.getLocalPort()));
            assertThat(port.choose()).isNotEqualTo(taken.getLocalPort());
        }
    }

    @Test
    void a_file_that_holds_no_port_is_written_anew() throws IOException {
        Files.writeString(directory.resolve("port"), "nonsense");
        int chosen = new LoopbackPort(directory.resolve("port")).choose();
        assertThat(directory.resolve("port")).hasContent(String.valueOf(chosen));
    }
}
