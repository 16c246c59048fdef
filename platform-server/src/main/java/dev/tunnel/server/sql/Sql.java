package dev.tunnel.server.sql;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Runs statements on the connection of the current transaction, or each on its own without one.
/// Values are bound by position; an [Instant] is a `timestamptz`, an [SqlArray] an array.
@ApplicationScoped
public class Sql {
    private final DataSource database;

    Sql(DataSource database) {
        this.database = database;
    }

    /// All rows, each turned into a value.
    public <T> List<T> list(
            String sql, Function<? super Row, ? extends T> map, @Nullable Object... values) {
        return run(
                sql,
                values,
                statement -> {
                    try (ResultSet rows = statement.executeQuery()) {
                        List<T> result = new ArrayList<>();
                        while (rows.next()) {
                            result.add(map.apply(new Row(rows)));
                        }
                        return result;
                    }
                });
    }

    /// The first row, if there is one.
    public <T> Optional<T> first(
            String sql, Function<? super Row, ? extends T> map, @Nullable Object... values) {
        List<T> rows = list(sql, map, values);
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.getFirst());
    }

    /// The only row of a statement that always has one.
    public <T> T one(
            String sql, Function<? super Row, ? extends T> map, @Nullable Object... values) {
        return list(sql, map, values).getFirst();
    }

    /// Runs a statement and returns how many rows it changed.
    public int update(String sql, @Nullable Object... values) {
        return run(sql, values, PreparedStatement::executeUpdate);
    }

    private <T> T run(String sql, @Nullable Object[] values, Execution<T> execution) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                bind(connection, statement, i + 1, values[i]);
            }
            return execution.of(statement);
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    private static void bind(
            Connection connection, PreparedStatement statement, int at, @Nullable Object value)
            throws SQLException {
        switch (value) {
            case Instant instant -> statement.setObject(at, instant.atOffset(ZoneOffset.UTC));
            case SqlArray array -> {
                Array bound = connection.createArrayOf(array.type(), array.elements());
                statement.setArray(at, bound);
            }
            case null -> statement.setObject(at, null);
            default -> statement.setObject(at, value);
        }
    }

    private interface Execution<T> {
        T of(PreparedStatement statement) throws SQLException;
    }
}
