package dev.tunnel.server.session;

import java.util.stream.IntStream;

/// TCP ports, both ends included.
public record PortRange(int from, int to) {
    boolean contains(int port) {
        return from <= port && port <= to;
    }

    IntStream ports() {
        return IntStream.rangeClosed(from, to);
    }

    @Override
    public String toString() {
        return from + "–" + to;
    }
}
