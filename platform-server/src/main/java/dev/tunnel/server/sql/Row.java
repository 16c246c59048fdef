package dev.tunnel.server.sql;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One row of a result, read by column name. A null where none is expected is a programming error
/// and fails with the column's name.
public final class Row {
    private final ResultSet rows;

    Row(ResultSet rows) {
        this.rows = rows;
    }

    public UUID uuid(String column) {
        return present(column, UUID.class);
    }

    public Optional<UUID> optionalUuid(String column) {
        return Optional.ofNullable(value(column, UUID.class));
    }

    public String text(String column) {
        return present(column, String.class);
    }

    public Optional<String> optionalText(String column) {
        return Optional.ofNullable(value(column, String.class));
    }

    public long number(String column) {
        return present(column, Long.class);
    }

    public int integer(String column) {
        return present(column, Integer.class);
    }

    public Optional<Integer> optionalInteger(String column) {
        return Optional.ofNullable(value(column, Integer.class));
    }

    public boolean flag(String column) {
        return present(column, Boolean.class);
    }

    public byte[] bytes(String column) {
        try {
            return rows.getBytes(column);
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    public Instant instant(String column) {
        return present(column, OffsetDateTime.class).toInstant();
    }

    public Optional<Instant> optionalInstant(String column) {
        return Optional.ofNullable(value(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }

    public List<String> texts(String column) {
        try {
            return List.of((String[]) present(column, Array.class).getArray());
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    private <T> T present(String column, Class<T> type) {
        T value = value(column, type);
        if (value == null) {
            throw new IllegalStateException(column + " is null");
        }
        return value;
    }

    private <T> @Nullable T value(String column, Class<T> type) {
        try {
            return rows.getObject(column, type);
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }
}
