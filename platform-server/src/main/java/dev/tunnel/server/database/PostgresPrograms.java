package dev.tunnel.server.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Runs Postgres' programs. Postgres refuses to run as root, so as root they run in a user
/// namespace of their own, where they are nobody; and in a session of their own, so that Ctrl-C on
/// a terminal reaches the platform only, which then stops them in order.
final class PostgresPrograms {
    private static final int LOG_LINES_SHOWN = 5;

    private final PostgresBinaries binaries;
    private final Path log;

    PostgresPrograms(PostgresBinaries binaries, Path log) {
        this.binaries = binaries;
        this.log = log;
    }

    /// Starts a program; what it says is appended to the log.
    Process start(String program, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(prefix());
        command.add(binaries.program(program).toString());
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("LC_ALL", "C");
        return builder.start();
    }

    /// Runs a program to its end.
    ///
    /// @return whether it ended in time and well
    boolean run(String program, List<String> arguments, long seconds)
            throws IOException, InterruptedException {
        Process process = start(program, arguments);
        if (process.waitFor(seconds, TimeUnit.SECONDS)) {
            return process.exitValue() == 0;
        }
        process.destroyForcibly();
        return false;
    }

    /// What the programs said last.
    String lastWords() {
        try (Stream<String> lines = Files.lines(log)) {
            List<String> all = lines.toList();
            return String.join(
                    " | ", all.subList(Math.max(0, all.size() - LOG_LINES_SHOWN), all.size()));
        } catch (IOException | UncheckedIOException e) {
            return "nothing that could be read";
        }
    }

    private static List<String> prefix() {
        List<String> prefix = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            prefix.add("/usr/bin/setsid");
        }
        if (System.getProperty("user.name").equals("root")) {
            prefix.addAll(List.of("unshare", "--user"));
        }
        return prefix;
    }
}
