package dev.tunnel.server.database;

/// The schema is not there yet: the database has not been reached since this process started.
public final class DatabaseStartingException extends RuntimeException {
    DatabaseStartingException() {
        super("not reached since the platform started", null, false, false);
    }
}
