package dev.tunnel.cli.session;

import java.time.Duration;

/// What a transition asks the session to do.
sealed interface Effect {

    /// Make a connection and say Hello.
    record Connect() implements Effect {}

    /// Ask for every tunnel that is wanted.
    record OpenTunnels() implements Effect {}

    /// Ask for one tunnel again, after a while.
    record ReopenTunnel(String name) implements Effect {}

    /// Serve this tunnel no longer, on this connection or the next.
    record DropTunnel(String name) implements Effect {}

    /// Report [SessionEvent.RetryDue] after a while.
    record Wait(Duration delay) implements Effect {}

    /// Close the connection; it was given up or is lost.
    record Disconnect(String reason) implements Effect {}

    /// Leave the connection to what is under way on it; it ends with that.
    record Retire() implements Effect {}

    /// Tell the edge that the agent stops, and close.
    record SayGoodbye() implements Effect {}

    /// The session is over.
    record Finish(Outcome outcome) implements Effect {}
}
