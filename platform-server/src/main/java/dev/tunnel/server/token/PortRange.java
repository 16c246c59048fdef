package dev.tunnel.server.token;

import java.util.stream.IntStream;

/// TCP ports, both ends included.
public record PortRange(int from, int to) {
    private static final int HIGHEST = 65_535;

    public PortRange {
        if (!valid(from, to)) {
            throw new IllegalArgumentException("no range of ports: " + from + "-" + to);
        }
    }

    /// Whether these are both ends of a range.
    public static boolean valid(int from, int to) {
        return 1 <= from && from <= to && to <= HIGHEST;
    }

    /// `2000` or `2000-2100`.
    static PortRange parse(String text) {
        int dash = text.indexOf('-');
        if (dash < 0) {
            int port = Integer.parseInt(text);
            return new PortRange(port, port);
        }
        return new PortRange(
                Integer.parseInt(text.substring(0, dash)),
                Integer.parseInt(text.substring(dash + 1)));
    }

    public boolean contains(int port) {
        return from <= port && port <= to;
    }

    public IntStream ports() {
        return IntStream.rangeClosed(from, to);
    }

    @Override
    public String toString() {
        return from + "–" + to;
    }
}
