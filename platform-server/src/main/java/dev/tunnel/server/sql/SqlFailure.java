package dev.tunnel.server.sql;

import java.io.Serial;
import java.sql.SQLException;

/// The database refused a statement or is away; rolls the transaction back.
public final class SqlFailure extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    SqlFailure(SQLException cause) {
        super(cause.getMessage(), cause);
    }
}
