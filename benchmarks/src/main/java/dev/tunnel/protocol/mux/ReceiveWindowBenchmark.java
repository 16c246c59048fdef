package dev.tunnel.protocol.mux;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Counts a record's bytes in and gives the credit back.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ReceiveWindowBenchmark {
    private static final int RECORD = 16 * 1024;
    private static final long ROUND_TRIP = 1_000_000;

    private final ReceiveWindow window =
            new ReceiveWindow(
                    MuxProtocol.INITIAL_WINDOW,
                    MuxProtocol.MAX_WINDOW,
                    WindowBudget.ofBytes(MuxProtocol.MAX_WINDOW),
                    0);
    private long now;

    @Benchmark
    public int record() {
        now += ROUND_TRIP;
        window.received(RECORD);
        return window.consumed(RECORD, now, ROUND_TRIP);
    }
}
