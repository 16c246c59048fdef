package dev.tunnel.cli.session;

import java.time.Instant;

/// What can happen to a session.
public sealed interface SessionEvent {

    /// The edge let the agent in.
    record Welcomed(String account, String edge, Instant at) implements SessionEvent {}

    /// The edge did not let the agent in.
    record Refused(String code, String message, boolean retry) implements SessionEvent {}

    /// No connection, or no longer one.
    record LinkLost(String cause, Instant at) implements SessionEvent {}

    /// The edge ends the connection and says why.
    record WentAway(String code, String message, boolean retry, Instant at)
            implements SessionEvent {}

    /// The edge does not open a tunnel.
    ///
    /// @param served true when the tunnel was open before, on an earlier connection
    /// @param remaining how many other tunnels are left
    record TunnelDenied(String name, String code, String message, boolean served, int remaining)
            implements SessionEvent {}

    /// The edge closed an open tunnel.
    ///
    /// @param remaining how many other tunnels are left
    record TunnelTaken(String name, String code, String message, int remaining)
            implements SessionEvent {}

    /// The wait between two attempts is over.
    record RetryDue() implements SessionEvent {}

    /// The user wants to stop.
    record StopAsked() implements SessionEvent {}

    /// Something that must not happen did.
    record Broken(String cause) implements SessionEvent {}
}
