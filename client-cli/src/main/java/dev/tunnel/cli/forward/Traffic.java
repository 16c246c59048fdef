package dev.tunnel.cli.forward;

import dev.tunnel.cli.inspect.TrafficFacts;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/// What one tunnel has carried since the agent started. Written on the event loop, read anywhere.
public final class Traffic {

    private final LongAdder bytesIn = new LongAdder();
    private final LongAdder bytesOut = new LongAdder();
    private final ConnectionMeter connections;
    private final Health health = new Health();

    /// Makes the counters of one tunnel.
    @FunctionalInterface
    public interface Factory {
        Traffic create();
    }

    /// @param nanoTime a steady clock
    public Traffic(LongSupplier nanoTime) {
        this.connections = new ConnectionMeter(nanoTime);
    }

    ConnectionMeter connections() {
        return connections;
    }

    /// Whether the local service is there.
    public Health health() {
        return health;
    }

    /// Bytes from visitors to the local service.
    void addIn(long bytes) {
        bytesIn.add(bytes);
    }

    /// Bytes from the local service to visitors.
    void addOut(long bytes) {
        bytesOut.add(bytes);
    }

    public TrafficFacts facts() {
        return new TrafficFacts(bytesIn.sum(), bytesOut.sum(), connections.facts());
    }
}
