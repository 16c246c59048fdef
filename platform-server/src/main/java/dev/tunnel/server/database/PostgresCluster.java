package dev.tunnel.server.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/// Creates the data directory once. A creation that was interrupted is thrown away and begun anew.
final class PostgresCluster {
    private static final Logger LOG = Logger.getLogger(PostgresCluster.class);
    private static final int INIT_SECONDS = 120;

    private final PostgresPrograms programs;
    private final PostgresDirectory directory;

    PostgresCluster(PostgresPrograms programs, PostgresDirectory directory) {
        this.programs = programs;
        this.directory = directory;
    }

    /// @param user the superuser, whose password is in the directory
    void createIfMissing(String user) throws IOException, InterruptedException {
        if (Files.isDirectory(directory.cluster())) {
            return;
        }
        LOG.infof("Creating the database in %s", directory.cluster());
        Path unfinished = directory.unfinishedCluster();
        deleteAll(unfinished);
        List<String> arguments =
                List.of(
                        "--pgdata=" + unfinished,
                        "--username=" + user,
                        "--pwfile=" + directory.password(),
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--locale=C");
        if (!programs.run("initdb", arguments, INIT_SECONDS)) {
            throw new IOException("Postgres' initdb failed: " + programs.lastWords());
        }
        Files.move(unfinished, directory.cluster(), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void deleteAll(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
