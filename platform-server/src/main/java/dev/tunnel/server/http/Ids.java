package dev.tunnel.server.http;

import java.util.List;
import java.util.UUID;

/// Identifiers as they stand in paths.
final class Ids {
    private Ids() {}

    /// Whether each of these is one.
    static boolean all(List<String> texts) {
        return texts.stream().allMatch(Ids::is);
    }

    private static boolean is(String text) {
        try {
            return UUID.fromString(text).toString().length() == text.length();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
