package dev.tunnel.server.database;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// A real Postgres that runs as a child of the platform, for where none was given: same version,
/// same migrations, durable. It listens on a free loopback port that stays the same for the life of
/// the process, and is started again when it dies.
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(EmbeddedPostgres.class);
    private static final String USER = "tunnel";
    private static final int START_ATTEMPTS = 1_200;
    private static final int POLL_MILLIS = 100;
    private static final int RESTART_MILLIS = 500;

    private final PostgresDirectory directory;
    private final FileLock lock;
    private final PostgresPrograms programs;
    private final Postmaster postmaster;
    private final String password;
    private final int port;
    private final CountDownLatch closed = new CountDownLatch(1);

    private EmbeddedPostgres(
            PostgresDirectory directory, FileLock lock, PostgresPrograms programs, String password)
            throws IOException, InterruptedException {
        this.directory = directory;
        this.lock = lock;
        this.programs = programs;
        this.postmaster = new Postmaster(programs, directory.cluster());
        this.password = password;
        postmaster.stopLeftover(); // which may still have the port of last time
        this.port = new LoopbackPort(directory.port()).choose();
    }

    /// Starts it, and returns when it takes connections.
    ///
    /// @param root kept over restarts; one platform at a time
    public static EmbeddedPostgres start(Path root, SecureRandom random)
            throws IOException, InterruptedException {
        PostgresDirectory directory = new PostgresDirectory(root);
        FileLock lock = directory.lock();
        PostgresBinaries binaries = PostgresBinaries.unpackedIn(directory.binaries());
        Files.deleteIfExists(directory.startLog());
        PostgresPrograms programs = new PostgresPrograms(binaries, directory.startLog());
        String password = password(directory, random);
        new PostgresCluster(programs, directory).createIfMissing(USER);
        EmbeddedPostgres postgres = new EmbeddedPostgres(directory, lock, programs, password);
        postgres.launch();
        LOG.infof("Postgres is up on 127.0.0.1:%d, data in %s", postgres.port, directory.cluster());
        return postgres;
    }

    /// What JDBC connects to.
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    public String username() {
        return USER;
    }

    public String password() {
        return password;
    }

    /// Stops it in order; the data stays.
    @Override
    public void close() throws IOException {
        closed.countDown();
        synchronized (this) {
            try {
                postmaster.stop();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        Files.deleteIfExists(directory.url());
        lock.channel().close();
    }

    private synchronized void launch() throws IOException, InterruptedException {
        if (closed.getCount() == 0) {
            return;
        }
        Process process = programs.start("postgres", arguments());
        awaitConnection(process);
        PostgresDirectory.writePrivately(
                directory.url(),
                "postgresql://%s:%s@127.0.0.1:%d/postgres".formatted(USER, password, port));
        Thread.ofVirtual().name("postgres-watch").start(() -> watch(process));
    }

    /// Waits for the end of the server; unless it was meant, starts it again for as long as it
    /// takes.
    private void watch(Process process) {
        try {
            int status = process.waitFor();
            while (!closed.await(RESTART_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.warnf("Postgres ended with status %d, starting it again", status);
                if (relaunched()) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean relaunched() throws InterruptedException {
        try {
            postmaster.stopLeftover();
            launch();
            return true;
        } catch (IOException e) {
            LOG.warn(e.getMessage());
            return false;
        }
    }

    private List<String> arguments() {
        return List.of(
                "-D", directory.cluster().toString(),
                "-p", String.valueOf(port),
                "-c", "listen_addresses=127.0.0.1",
                "-c", "unix_socket_directories=",
                "-c", "max_connections=60",
                "-c", "logging_collector=on",
                "-c", "log_filename=postgres-%a.log",
                "-c", "log_rotation_age=1d",
                "-c", "log_truncate_on_rotation=on");
    }

    private void awaitConnection(Process process) throws IOException, InterruptedException {
        for (int attempt = 0; attempt < START_ATTEMPTS; attempt++) {
            if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IOException("Postgres did not start: " + programs.lastWords());
            }
            try (Connection connection = DriverManager.getConnection(jdbcUrl(), USER, password)) {
                if (connection.isValid(1)) {
                    return;
                }
            } catch (SQLException e) {
                LOG.debug("Postgres is not up yet", e);
            }
        }
        postmaster.stop();
        throw new IOException("Postgres did not take a connection in time");
    }

    private static String password(PostgresDirectory directory, SecureRandom random)
            throws IOException {
        if (!Files.exists(directory.password())) {
            byte[] bytes = new byte[24];
            random.nextBytes(bytes);
            PostgresDirectory.writePrivately(
                    directory.password(),
                    Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        }
        return Files.readString(directory.password()).trim();
    }
}
