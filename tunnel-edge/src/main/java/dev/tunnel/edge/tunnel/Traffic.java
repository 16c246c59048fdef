package dev.tunnel.edge.tunnel;

import java.util.concurrent.atomic.LongAdder;

/// What a tunnel carried since it was opened. Bytes are those of the local service's conversation:
/// what is written to and read from the stream towards the agent (for HTTP with its heads as they
/// were sent to and came from the service), without TLS, mux frames or error pages of the edge; so
/// edge and agent count alike. Added to on every event loop, read by the usage reporter.
public final class Traffic {
    private static final int CLASSES = 5;

    private final LongAdder in = new LongAdder();
    private final LongAdder out = new LongAdder();
    private final LongAdder connections = new LongAdder();
    private final LongAdder[] responses = new LongAdder[CLASSES];

    Traffic() {
        for (int i = 0; i < CLASSES; i++) {
            responses[i] = new LongAdder();
        }
    }

    /// Bytes from a visitor towards the local service.
    public void in(long bytes) {
        in.add(bytes);
    }

    /// Bytes from the local service towards a visitor.
    public void out(long bytes) {
        out.add(bytes);
    }

    /// A public connection reached the tunnel.
    public void connection() {
        connections.increment();
    }

    /// An HTTP request was answered; once per request, with its final status (101 for an upgrade).
    public void response(int status) {
        responses[Math.clamp(status / 100, 1, CLASSES) - 1].increment();
    }

    /// The totals so far; they only ever grow.
    public Counts total() {
        return new Counts(
                in.sum(),
                out.sum(),
                connections.sum(),
                responses[0].sum(),
                responses[1].sum(),
                responses[2].sum(),
                responses[3].sum(),
                responses[4].sum());
    }
}
