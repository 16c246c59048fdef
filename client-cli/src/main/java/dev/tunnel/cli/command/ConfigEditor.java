package dev.tunnel.cli.command;

import dev.tunnel.cli.config.ConfigException;
import dev.tunnel.cli.config.ConfigFile;
import dev.tunnel.cli.config.Environment;
import dev.tunnel.cli.config.Failures;
import dev.tunnel.cli.config.PrivateFile;
import java.io.IOException;

/// Lets the user change the configuration file in an editor.
record ConfigEditor(Environment environment) {
    private static final String FIRST =
            """
            # What the agent goes by; tunnel config check says what is wrong with it.
            # server: https://tunnel.example.com
            # authtoken: tt_…
            # tunnels:
            #   web:
            #     proto: http
            #     target: 8080
            #     subdomain: shop
            """;

    /// Waits until the editor is closed.
    void edit(ConfigFile file) {
        if (!file.exists()) {
            PrivateFile.write(file.path(), FIRST);
        }
        String editor = environment.get("VISUAL").or(() -> environment.get("EDITOR")).orElse("vi");
        try {
            // As git and crontab do: the variable may hold options, too.
            Process process =
                    new ProcessBuilder("sh", "-c", editor + " \"$1\"", "sh", file.path().toString())
                            .inheritIO()
                            .start();
            int status = process.waitFor();
            if (status != 0) {
                throw new CommandFailure(
                        ExitCode.FAILED,
                        "the editor \"%s\" ended with status %d; set VISUAL or EDITOR to another"
                                .formatted(editor, status));
            }
        } catch (IOException e) {
            throw new ConfigException("no editor: " + Failures.line(e), e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.FAILED, "interrupted");
        }
    }
}
