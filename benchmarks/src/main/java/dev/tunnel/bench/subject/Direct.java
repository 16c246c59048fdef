package dev.tunnel.bench.subject;

import dev.tunnel.bench.service.Services;

/// No tunnel: what the machine can do.
public record Direct(Services services) implements Subject {
    public static final String NAME = "direct";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String wire() {
        return "-";
    }

    @Override
    public Reach reach() {
        return new Reach(services.bulkPort(), services.webPort(), null);
    }

    @Override
    public void close() {}
}
