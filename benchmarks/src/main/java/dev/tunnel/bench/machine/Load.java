package dev.tunnel.bench.machine;

import java.util.function.Supplier;

/// Watches what others do to the machine while something is measured.
public final class Load {
    /// More foreign load than this, in cores, spoils a window.
    public static final double BOUND = 0.15;

    private Load() {}

    /// A value, and how many cores others kept busy meanwhile.
    public record Watched<T>(T value, double foreign) {
        public boolean isQuiet() {
            return foreign <= BOUND;
        }
    }

    /// Measures.
    public static <T> Watched<T> watch(Supplier<T> measurement) {
        var before = Cpu.now();
        var value = measurement.get();
        return new Watched<>(value, Cpu.now().foreignSince(before));
    }

    /// CPU seconds that a process has used.
    public static double cpuSeconds(long pid) {
        return Cpu.secondsOf(pid);
    }
}
