package dev.tunnel.bench.subject;

import dev.tunnel.bench.stack.Stack;

/// Our product with an HTTP tunnel: the edge reads, routes and counts every request.
public record OwnHttp(Stack stack) implements Subject {
    @Override
    public String name() {
        return "ours, HTTP tunnel";
    }

    @Override
    public String wire() {
        return "TLS";
    }

    @Override
    public Reach reach() {
        return new Reach(0, stack.httpPort(), stack.httpHost());
    }

    @Override
    public boolean isWarmingUp() {
        return true;
    }

    @Override
    public void close() {}
}
