package dev.tunnel.server.database;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.exception.JDBCConnectionException;

/// Tells a database that is away from a request that is wrong.
public final class Outage {
    /// Connection exceptions; shutting down, crashed, starting; too many connections.
    private static final Set<String> CLASSES = Set.of("08");

    private static final Set<String> STATES = Set.of("57P01", "57P02", "57P03", "53300");

    private Outage() {}

    /// Whether the database being away is what ended this.
    public static boolean causes(Throwable thrown) {
        return chain(thrown).anyMatch(Outage::saysSo);
    }

    /// The reason in one line: the innermost, which is the driver's own words.
    public static String reason(Throwable thrown) {
        return chain(thrown)
                .filter(Outage::saysSo)
                .reduce((_, inner) -> inner)
                .map(e -> Objects.requireNonNullElse(e.getMessage(), e.getClass().getName()))
                .map(message -> message.lines().findFirst().orElse(message))
                .orElse("unknown");
    }

    private static Stream<Throwable> chain(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause).limit(20);
    }

    private static boolean saysSo(Throwable e) {
        return switch (e) {
            case DatabaseStartingException _ -> true;
            case JDBCConnectionException _ -> true;
            case SQLException sql -> saysSo(sql);
            default -> false;
        };
    }

    private static boolean saysSo(SQLException e) {
        String state = e.getSQLState();
        if (state == null) {
            // Agroal has neither a type nor a state for a pool that could not connect in time.
            return String.valueOf(e.getMessage()).contains("cquisition timeout");
        }
        return STATES.contains(state) || CLASSES.contains(state.substring(0, 2));
    }
}
