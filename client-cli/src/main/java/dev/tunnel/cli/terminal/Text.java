package dev.tunnel.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/// Text that goes to a terminal.
final class Text {

    private Text() {}

    /// Without control characters: what a server or a visitor says must not steer the terminal.
    static String printable(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    /// At most `width` characters, with a mark where something was cut off.
    static String cut(String text, int width) {
        if (text.length() <= width) {
            return text;
        }
        return width <= 0 ? "" : text.substring(0, width - 1) + "…";
    }

    /// Parts of at most `width` characters each, nothing lost.
    static List<String> wrap(String text, int width) {
        List<String> parts = new ArrayList<>();
        for (int from = 0; from < text.length(); from += width) {
            parts.add(text.substring(from, Math.min(from + width, text.length())));
        }
        return parts.isEmpty() ? List.of("") : parts;
    }
}
