package dev.tunnel.server.testing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.awaitility.Awaitility;

/// A transaction that holds what a request is to wait for, and goes on while it waits.
public final class Held implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Connection connection;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private Held(Connection connection) {
        this.connection = connection;
    }

    /// Begins with a statement.
    public static Held by(DataSource database, String statement, Object... values)
            throws SQLException {
        Connection connection = database.getConnection();
        connection.setAutoCommit(false);
        Held held = new Held(connection);
        held.run(statement, values);
        return held;
    }

    public void run(String statement, Object... values) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(statement)) {
            for (int i = 0; i < values.length; i++) {
                prepared.setObject(i + 1, values[i]);
            }
            prepared.execute();
        }
    }

    /// Makes a request and returns once it waits for this transaction, or is over.
    public <T> Future<T> against(Callable<T> request) {
        Future<T> answer = threads.submit(request);
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> answer.isDone() || isWaitedFor());
        return answer;
    }

    /// Commits.
    ///
    /// @return what came of the request then
    public <T> T released(Future<T> answer) throws Exception {
        connection.commit();
        return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private boolean isWaitedFor() throws SQLException {
        try (PreparedStatement waiting =
                        connection.prepareStatement(
                                """
                                select exists (
                                    select from pg_locks where not granted
                                        and pg_backend_pid() = any (pg_blocking_pids(pid)))
                                """);
                ResultSet row = waiting.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.close();
        threads.close();
    }
}
