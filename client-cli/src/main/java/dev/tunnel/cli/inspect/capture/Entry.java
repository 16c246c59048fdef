package dev.tunnel.cli.inspect.capture;

import dev.tunnel.cli.inspect.http.RequestHead;
import dev.tunnel.cli.inspect.http.ResponseHead;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An exchange or a connection at one moment.
///
/// @param replayOf the entry that it repeats, or empty
/// @param request absent for a connection, and for a request that never came
/// @param sent what the visitor sent: the request's body, or a connection's bytes
/// @param received what the service answered
/// @param interim heads before the answer's own, such as 100 and 103
/// @param messages frames of a WebSocket or server-sent events
/// @param note why it went wrong or is not understood, or empty
public record Entry(
        String id,
        Source source,
        String replayOf,
        Instant start,
        State state,
        Timing timing,
        @Nullable RequestHead request,
        Body sent,
        int interim,
        @Nullable ResponseHead response,
        Body received,
        Stream stream,
        MessageLog messages,
        String note) {

    public enum State {
        OPEN,
        DONE,
        /// Ended before it was complete.
        BROKEN
    }

    /// What goes on inside of an exchange.
    public enum Stream {
        NONE,
        WEBSOCKET,
        EVENTS,
        /// Another protocol that was switched to.
        OTHER
    }

    public boolean open() {
        return state == State.OPEN;
    }

    Entry withBodies(Body newSent, Body newReceived) {
        return new Entry(
                id,
                source,
                replayOf,
                start,
                state,
                timing,
                request,
                newSent,
                interim,
                response,
                newReceived,
                stream,
                messages,
                note);
    }
}
