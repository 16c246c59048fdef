package dev.tunnel.edge.ingress.policy;

import java.util.Map;

/// What a rule says of a visitor.
public sealed interface Verdict {
    Verdict ALLOW = new Allow();

    /// Nothing against it.
    record Allow() implements Verdict {}

    /// Turned away.
    ///
    /// @param title a few words
    /// @param sentence for a person, without anything secret
    /// @param headers further headers of an HTTP answer
    record Refuse(Reason reason, String title, String sentence, Map<String, String> headers)
            implements Verdict {
        public Refuse {
            headers = Map.copyOf(headers);
        }

        Refuse(Reason reason, String title, String sentence) {
            this(reason, title, sentence, Map.of());
        }
    }

    /// Sent elsewhere; the method stays (308).
    record Redirect(String location) implements Verdict {}
}
