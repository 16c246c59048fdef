package dev.tunnel.server.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jboss.logging.Logger;

/// The server process of a cluster that another platform process may have left behind: it outlives
/// a platform that was killed, and its `postmaster.pid` outlives a machine that lost power.
final class Postmaster {
    private static final Logger LOG = Logger.getLogger(Postmaster.class);
    private static final int STOP_SECONDS = 20;

    private final PostgresPrograms programs;
    private final Path cluster;

    Postmaster(PostgresPrograms programs, Path cluster) {
        this.programs = programs;
        this.cluster = cluster;
    }

    /// Leaves the cluster without a server: stops one that runs, and removes the pid file of one
    /// that does not, lest Postgres takes a stranger with that pid for it.
    void stopLeftover() throws IOException, InterruptedException {
        Optional<ProcessHandle> running = running();
        if (running.isPresent()) {
            LOG.infof(
                    "Stopping the Postgres that an earlier platform left running (pid %d)",
                    running.get().pid());
            stop();
        }
        Files.deleteIfExists(pidFile());
    }

    /// Stops the server, which cuts its connections and writes a checkpoint; if that takes too
    /// long, at once, and the next start recovers from the log.
    void stop() throws IOException, InterruptedException {
        if (running().isEmpty()) {
            return;
        }
        if (!stop("fast") && !stop("immediate")) {
            throw new IOException("Postgres does not stop: " + programs.lastWords());
        }
    }

    private boolean stop(String mode) throws IOException, InterruptedException {
        List<String> arguments =
                List.of(
                        "stop",
                        "-D",
                        cluster.toString(),
                        "-m",
                        mode,
                        "-w",
                        "-t",
                        String.valueOf(STOP_SECONDS));
        return programs.run("pg_ctl", arguments, STOP_SECONDS + 5L) || running().isEmpty();
    }

    /// The server as its pid file names it, if that process is a Postgres at all.
    private Optional<ProcessHandle> running() throws IOException {
        if (!Files.exists(pidFile())) {
            return Optional.empty();
        }
        try {
            long pid = Long.parseLong(Files.readAllLines(pidFile()).getFirst().trim());
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .filter(Postmaster::isPostgres);
        } catch (NumberFormatException | NoSuchElementException e) {
            return Optional.empty();
        }
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> Path.of(command).getFileName().toString().startsWith("postgres"))
                .orElse(false);
    }

    private Path pidFile() {
        return cluster.resolve("postmaster.pid");
    }
}
