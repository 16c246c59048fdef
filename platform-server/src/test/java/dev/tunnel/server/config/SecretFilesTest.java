package dev.tunnel.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretFilesTest {
    @TempDir private Path folder;

    @Test
    void givesAPasswordOutOfTheFileThatAVariableNames() throws IOException {
        Path file = Files.writeString(folder.resolve("db"), "a password\n");
        var source = new SecretFiles(Map.of("TUNNEL_DB_PASSWORD_FILE", file.toString()));

        assertThat(source.getValue("tunnel.db.password")).isEqualTo("a password");
    }

    @Test
    void leavesOtherFilesAlone() {
        var source = new SecretFiles(Map.of("TUNNEL_EDGE_KEY_FILE", "/nowhere"));

        assertThat(source.getPropertyNames()).isEmpty();
    }

    @Test
    void namesAFileThatCannotBeRead() {
        assertThatThrownBy(() -> new SecretFiles(Map.of("TUNNEL_DB_PASSWORD_FILE", "/nowhere")))
                .hasMessageContainingAll("TUNNEL_DB_PASSWORD_FILE", "/nowhere");
    }
}
