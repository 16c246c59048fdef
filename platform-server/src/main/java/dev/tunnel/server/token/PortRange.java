package dev.tunnel.server.token;

/// Ports from one to another, both included.
record PortRange(int from, int to) {
    private static final int HIGHEST = 65_535;

    PortRange {
        if (from < 1 || to > HIGHEST || from > to) {
            throw new IllegalArgumentException("no range of ports: " + from + "-" + to);
        }
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

    boolean has(int port) {
        return from <= port && port <= to;
    }
}
