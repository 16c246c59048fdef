package dev.tunnel.cli.session;

import java.time.Duration;
import java.time.Instant;

/// Where a session stands.
public sealed interface SessionState {

    /// How many attempts in a row have failed.
    int failures();

    /// Trying to get to an edge and be let in.
    record Connecting(int failures) implements SessionState {}

    /// Let in; tunnels are opened or open.
    ///
    /// @param account name of the account that the authtoken belongs to
    /// @param since when the edge said welcome
    record Online(String account, String edge, Instant since, int failures)
            implements SessionState {}

    /// Waiting before the next attempt.
    ///
    /// @param delay how long, from the moment this state was entered
    /// @param cause why the last attempt or connection ended
    record Retrying(int failures, Duration delay, String cause) implements SessionState {}

    /// Over; nothing follows.
    record Stopped(Outcome outcome) implements SessionState {
        @Override
        public int failures() {
            return 0;
        }
    }
}
