package dev.tunnel.server.list;

import dev.tunnel.server.http.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a list can be sorted by.
///
/// @param name what callers call it, with `-` in front for the other way round
/// @param sql an expression for the value, never null, of one `%s`: there stands the column, or the
///   value of the item that a page goes on from
/// @param column the column
/// @param value the same of an item that was read
public record SortKey<T>(String name, String sql, String column, Type type, Function<T, ?> value) {
    /// Times span what the database holds and callers may name.
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    enum Type {
        TEXT("text"),
        TIME("timestamptz");

        private final String sql;

        Type(String sql) {
            this.sql = sql;
        }
    }

    /// By text, capitals and small letters alike.
    public static <T> SortKey<T> text(String name, String column, Function<T, String> value) {
        return new SortKey<>(name, "lower(%s)", column, Type.TEXT, value);
    }

    /// By time.
    public static <T> SortKey<T> time(String name, String column, Function<T, Instant> value) {
        return new SortKey<>(name, "%s", column, Type.TIME, value);
    }

    /// By a time that some do not have: as if theirs was long ago.
    public static <T> SortKey<T> optionalTime(
            String name, String column, Function<T, @Nullable Instant> value) {
        return new SortKey<>(name, "coalesce(%s, '-infinity')", column, Type.TIME, value);
    }

    String ofColumn() {
        return sql.formatted(column);
    }

    String ofParameter() {
        return sql.formatted("?::" + type.sql);
    }

    /// As a cursor carries it; empty for none.
    String written(T item) {
        Object it = value.apply(item);
        return it == null ? "" : it.toString();
    }

    /// What to bind for what a cursor carries.
    ///
    /// @throws ProblemException `invalid_request` for what no cursor of ours carries
    @Nullable Object read(String written) {
        if (type == Type.TEXT) {
            return written;
        }
        if (written.isEmpty()) {
            return null;
        }
        try {
            Instant at = Instant.parse(written);
            if (at.isBefore(Instant.EPOCH) || at.isAfter(LATEST)) {
                throw Place.unknown();
            }
            return at;
        } catch (DateTimeException e) {
            throw Place.unknown();
        }
    }
}
