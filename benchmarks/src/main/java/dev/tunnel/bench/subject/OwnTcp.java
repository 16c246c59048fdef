package dev.tunnel.bench.subject;

import dev.tunnel.bench.stack.Stack;

/// Our product with a TCP tunnel to each service, as other tunnels forward them.
public record OwnTcp(Stack stack) implements Subject {
    @Override
    public String name() {
        return "ours, TCP tunnel";
    }

    @Override
    public String wire() {
        return "TLS";
    }

    @Override
    public Reach reach() {
        return new Reach(stack.bulkPort(), stack.webPort(), null);
    }

    @Override
    public boolean isWarmingUp() {
        return true;
    }

    @Override
    public void close() {}
}
