package dev.tunnel.cli.terminal;

/// A terminal's size in characters.
record WindowSize(int columns, int rows) {

    static final WindowSize USUAL = new WindowSize(80, 24);

    private static final int LEAST = 20;
    private static final int MOST = 1000;

    WindowSize {
        columns = Math.clamp(columns, LEAST, MOST);
        rows = Math.clamp(rows, 1, MOST);
    }
}
