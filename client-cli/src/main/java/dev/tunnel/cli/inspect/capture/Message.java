package dev.tunnel.cli.inspect.capture;

import dev.tunnel.cli.inspect.http.EventStreamParser;
import dev.tunnel.cli.inspect.http.WebSocketParser;
import java.time.Instant;

/// One message of a connection that goes on after its head.
public sealed interface Message {

    Instant at();

    /// Its share of the budget, in bytes.
    long weight();

    /// @param fromVisitor false for what the service sent
    record Frame(Instant at, boolean fromVisitor, WebSocketParser.Frame frame) implements Message {
        @Override
        public long weight() {
            return 128 + frame.payload().length;
        }
    }

    /// A server-sent event.
    record Event(Instant at, EventStreamParser.Event event) implements Message {
        @Override
        public long weight() {
            return 128 + event.data().length();
        }
    }
}
