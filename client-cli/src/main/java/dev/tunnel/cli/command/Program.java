package dev.tunnel.cli.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// How this program is started again.
final class Program {

    private Program() {}

    /// The launcher, which says its path in a property; without one Java and the jar.
    static List<String> command() {
        String launcher = System.getProperty("tunnel.program", "");
        if (!launcher.isEmpty()) {
            return List.of(Path.of(launcher).toAbsolutePath().toString());
        }
        Optional<String> java = ProcessHandle.current().info().command();
        return List.of(
                java.orElse("java"),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.tunnel.cli.Main");
    }
}
