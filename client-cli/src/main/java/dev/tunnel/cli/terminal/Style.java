package dev.tunnel.cli.terminal;

/// How a piece of the screen looks.
enum Style {
    PLAIN(""),
    BOLD("1"),
    DIM("2"),
    GOOD("32"),
    BUSY("33"),
    BAD("31"),
    LINK("36");

    private final String code;

    Style(String code) {
        this.code = code;
    }

    /// @param color false leaves the text as it is
    String paint(String text, boolean color) {
        return !color || code.isEmpty() || text.isEmpty()
                ? text
                : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
