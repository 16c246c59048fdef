package dev.tunnel.edge.agent;

import org.jspecify.annotations.Nullable;

/// What agents say of themselves, fit for logs and pages.
public final class Harmless {
    private static final int LONGEST = 100;

    private Harmless() {}

    /// Bounded, without control characters; `unknown` for nothing.
    public static String text(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return "unknown";
        }
        var bounded = text.substring(0, Math.min(text.length(), LONGEST));
        return bounded.replaceAll("\\p{Cntrl}", "?");
    }
}
