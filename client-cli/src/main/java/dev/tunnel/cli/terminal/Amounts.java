package dev.tunnel.cli.terminal;

import java.util.Locale;

/// Times as short words.
final class Amounts {
    private static final double MILLIS = 1000;

    private Amounts() {}

    /// @param seconds 0 for none
    static String time(double seconds) {
        if (seconds <= 0) {
            return "–";
        }
        double millis = seconds * MILLIS;
        if (millis < 10) {
            return text("%.1f ms", millis);
        }
        if (seconds < 1) {
            return text("%.0f ms", millis);
        }
        if (seconds < 60) {
            return text("%.1f s", seconds);
        }
        return seconds < 3600 ? text("%.0f min", seconds / 60) : text("%.0f h", seconds / 3600);
    }

    private static String text(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
