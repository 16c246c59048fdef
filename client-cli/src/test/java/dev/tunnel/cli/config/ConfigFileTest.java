package dev.tunnel.cli.config;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigFileTest {

    @TempDir private Path directory;

    private Path path = Path.of("");
    private ConfigFile file = new ConfigFile(path, false, new Environment(Map.of()));

    @BeforeEach
    void locate() {
        path = directory.resolve("new/tunnel.yml");
        file = new ConfigFile(path, false, new Environment(Map.of()));
    }

    @Test
    void isCreatedForItsOwnerOnly() throws IOException {
        file.update(Map.of("authtoken", Optional.of("tt_a")));
        assertThat(Files.getPosixFilePermissions(path)).isEqualTo(fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(path.getParent()))
                .isEqualTo(fromString("rwx------"));
        assertThat(file.read().authtoken()).isEqualTo(Secret.of("tt_a"));
        assertThat(path.resolveSibling(".").toFile().list()).containsExactly("tunnel.yml");
    }

    @Test
    void tightensAFileThatOthersCouldRead() throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, "server: http://localhost:1\n");
        Files.setPosixFilePermissions(path, fromString("rw-r--r--"));
        file.update(Map.of("authtoken", Optional.of("tt_a")));
        assertThat(Files.getPosixFilePermissions(path)).isEqualTo(fromString("rw-------"));
        assertThat(file.read().server()).hasToString("http://localhost:1");
    }

    @Test
    void staysWhereASymbolicLinkPoints() throws IOException {
        Files.createDirectories(path.getParent());
        Path real = directory.resolve("dotfiles.yml");
        Files.writeString(real, "");
        Files.createSymbolicLink(path, real);
        file.update(Map.of("authtoken", Optional.of("tt_a")));
        assertThat(path).isSymbolicLink();
        assertThat(real).content().contains("tt_a");
    }

    @Test
    void updatesTheNgrok1NameOfAKey() throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, "auth_token: old\n");
        file.update(Map.of("authtoken", Optional.of("tt_a")));
        assertThat(path).hasContent("auth_token: tt_a\n");
    }

    @Test
    void doesNotTouchWhatItCannotRead() throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, "nonsense: 1\n");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> file.update(Map.of("authtoken", Optional.of("tt_a"))));
        assertThat(path).hasContent("nonsense: 1\n");
    }

    @Test
    void mustExistWhenTheUserNamedIt() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> new ConfigFile(path, true, new Environment(Map.of())).read())
                .withMessageContaining("does not exist");
        assertThat(file.read().tunnels()).isEmpty();
    }

    @Test
    void refusesWhatIsNotText() throws IOException {
        Files.createDirectories(path.getParent());
        Files.write(path, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(file::read)
                .withMessageContaining("not UTF-8");
        Files.write(path, new byte[(1 << 20) + 1]);
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(file::read)
                .withMessageContaining("larger than 1 MiB");
    }
}
