package dev.tunnel.cli.service;

import dev.tunnel.cli.config.ConfigException;
import dev.tunnel.cli.config.Failures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Where units are, and the way to ask systemd. Below another root than `/` only files are written,
/// as for an image that is being made: nobody runs there who could be asked.
///
/// @param root `/`, or the folder that is to become it
/// @param home of the user whose unit it is, as seen from the root
/// @param system whether the unit is the whole machine's
public record Systemd(Path root, Path home, boolean system) {
    private static final long PATIENCE_SECONDS = 30;

    /// What systemd said.
    public record Answer(int status, String text) {}

    public boolean isLive() {
        return root.equals(Path.of("/"));
    }

    /// The file of the unit `name`.
    public Path unitFile(String name) {
        return folder().resolve(name + ".service");
    }

    private Path folder() {
        Path relative =
                system
                        ? Path.of("etc/systemd/system")
                        : Path.of("/")
                                .relativize(home.toAbsolutePath())
                                .resolve(".config/systemd/user");
        return root.resolve(relative);
    }

    private Path wanted(String name) {
        String target = system ? "multi-user.target.wants" : "default.target.wants";
        return folder().resolve(target).resolve(name + ".service");
    }

    public boolean isInstalled(String name) {
        return Files.exists(unitFile(name));
    }

    /// Writes the unit and has it started, now and with the machine or the user's session.
    public void install(String name, String text) {
        try {
            Files.createDirectories(folder());
            Files.writeString(unitFile(name), text, StandardCharsets.UTF_8);
            if (!isLive()) {
                Path link = wanted(name);
                Files.createDirectories(link.getParent());
                Files.deleteIfExists(link);
                Files.createSymbolicLink(link, Path.of("..", name + ".service"));
            }
        } catch (IOException e) {
            throw new ConfigException(
                    "%s cannot be written: %s%s"
                            .formatted(
                                    unitFile(name),
                                    Failures.line(e),
                                    system ? " (a system unit takes root: sudo tunnel …)" : ""),
                    e);
        }
    }

    public void remove(String name) {
        try {
            Files.deleteIfExists(wanted(name));
            Files.deleteIfExists(unitFile(name));
        } catch (IOException e) {
            throw new ConfigException(
                    "%s cannot be removed: %s".formatted(unitFile(name), Failures.line(e)), e);
        }
    }

    /// Runs `systemctl`.
    ///
    /// @throws ConfigException where there is none
    public Answer ask(String... arguments) {
        List<String> command = new ArrayList<>(List.of("systemctl"));
        if (!system) {
            command.add("--user");
        }
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String text =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Answer(1, "systemctl does not end");
            }
            return new Answer(process.exitValue(), text.strip());
        } catch (IOException _) {
            throw new ConfigException(
                    "systemd does not run here (no systemctl); use --root DIR to write the unit"
                        + " into an image, or run the agent under another supervisor: tunnel start"
                        + " --all --log stdout");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Answer(1, "interrupted");
        }
    }
}
