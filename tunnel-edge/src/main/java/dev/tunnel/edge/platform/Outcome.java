package dev.tunnel.edge.platform;

import dev.tunnel.api.ProblemCode;

/// How a call to the platform ended.
///
/// @param <T> what the platform answers when it agrees
public sealed interface Outcome<T> {

    /// The platform agreed.
    record Ok<T>(T value) implements Outcome<T> {}

    /// The platform refused, for good: asking the same again brings the same answer.
    ///
    /// @param message for people, to be passed on to the agent
    record Refused<T>(ProblemCode code, String message) implements Outcome<T> {}

    /// No answer, or none that settles anything: the call may be repeated later.
    record Unavailable<T>(String why) implements Outcome<T> {}

    /// What a call without an answer of its own returns.
    enum Done {
        DONE
    }
}
