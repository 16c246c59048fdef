package dev.tunnel.server.sql;

import java.io.Serial;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// The database refused a statement or is away; rolls the transaction back.
public final class SqlFailure extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    private final @Nullable String state;

    SqlFailure(SQLException cause) {
        super(cause.getMessage(), cause);
        this.state = cause.getSQLState();
    }

    /// Whether the database refused it with this SQLSTATE.
    public boolean is(String sqlState) {
        return sqlState.equals(state);
    }
}
