package dev.tunnel.cli.forward;

/// Events a second, older ones weighing less: what is `window` seconds past counts 1/e.
final class DecayingRate {

    private static final double NANOS = 1e9;

    private final double window;
    private double weight;
    private long last;

    DecayingRate(double windowSeconds, long nanoTime) {
        this.window = windowSeconds;
        this.last = nanoTime;
    }

    void mark(long nanoTime) {
        decay(nanoTime);
        weight += 1;
    }

    double perSecond(long nanoTime) {
        decay(nanoTime);
        return weight / window;
    }

    private void decay(long nanoTime) {
        weight *= Math.exp(-(nanoTime - last) / NANOS / window);
        last = nanoTime;
    }
}
