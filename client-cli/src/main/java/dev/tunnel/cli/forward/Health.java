package dev.tunnel.cli.forward;

import org.jspecify.annotations.Nullable;

/// Whether a tunnel's local service takes connections, as far as is known. Written on the event
/// loop, read anywhere.
public final class Health {
    private static final String UNKNOWN = "unknown";
    private static final String OK = "ok";

    private volatile String state = UNKNOWN;

    /// @return `unknown`, `ok`, or why it cannot be reached
    public String state() {
        return state;
    }

    boolean isDown() {
        return !state.equals(UNKNOWN) && !state.equals(OK);
    }

    /// @param problem absent when it took a connection
    void set(@Nullable String problem) {
        state = problem == null ? OK : problem;
    }
}
