package dev.tunnel.e2e.stack;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A command that runs to its end, as a user would type it.
public final class Command {
    private static final int TIMEOUT_SECONDS = 120;

    private Command() {}

    /// What a command left: exit status and everything it wrote.
    public record Result(List<String> command, int status, String output) {
        public Result expectSuccess() {
            if (status != 0) {
                throw new AssertionError(command + " exited with " + status + ":\n" + output);
            }
            return this;
        }
    }

    public static Result run(String... command) {
        return run(Map.of(), List.of(command));
    }

    public static Result run(Map<String, String> environment, List<String> command) {
        Path output = null;
        try {
            output = Files.createTempFile("command", ".out");
            return run(environment, command, output);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + command, e);
        } finally {
            delete(output);
        }
    }

    /// Whether a tool is installed. On a build machine (`CI=true`) every tool must be.
    public static boolean installed(String tool) {
        if (run("sh", "-c", "command -v " + tool).status() == 0) {
            return true;
        }
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError(tool + " is missing on this build machine; see .ci/run");
        }
        return false;
    }

    private static Result run(Map<String, String> environment, List<String> command, Path output)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(variable -> variable.startsWith("TUNNEL_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            if (!process.waitFor(TIMEOUT_SECONDS, SECONDS)) {
                throw new AssertionError(command + " still runs:\n" + Files.readString(output));
            }
            String text = new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
            return new Result(command, process.exitValue(), text);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static void delete(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
