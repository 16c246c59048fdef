package dev.tunnel.cli.config;

import java.nio.file.Path;
import java.util.Objects;

/// Files that a configuration file names, relative to its own folder.
///
/// @param configuration the file that names them
record NearFiles(Path configuration, Environment environment) {

    /// A CA: its PEM text, or the name of the file that holds it.
    PrivateCa ca(String text) {
        return PrivateCa.parse(
                text.contains("-----BEGIN") ? text : ConfigFile.readText(path(text)));
    }

    private Path path(String file) {
        Path folder =
                Objects.requireNonNullElse(
                        configuration.toAbsolutePath().getParent(), configuration);
        return folder.resolve(environment.expand(file));
    }
}
