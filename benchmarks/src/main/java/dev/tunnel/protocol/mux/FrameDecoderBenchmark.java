package dev.tunnel.protocol.mux;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Decodes one DATA frame, with `-prof gc` also what that allocates.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FrameDecoderBenchmark {
    @Param({"104", "16376", "65528"})
    public int payload;

    private final ByteBuf frame = PooledByteBufAllocator.DEFAULT.directBuffer();
    private final FrameDecoder decoder =
            new FrameDecoder(new Sink(), PooledByteBufAllocator.DEFAULT);
    private long received;

    /// A frame that is decoded over and over.
    @Setup
    public void prepare() {
        frame.writeLong((long) FrameType.DATA << 56 | (long) payload << 32 | 1);
        frame.writeZero(payload);
    }

    @TearDown
    public void release() {
        frame.release();
    }

    @Benchmark
    public long data() {
        decoder.decode(frame.retainedDuplicate());
        return received;
    }

    private final class Sink implements FrameSink {
        @Override
        public void onData(int streamId, ByteBuf part) {
            received += part.readableBytes();
            part.release();
        }

        @Override
        public void onFrame(int type, int streamId, ByteBuf whole) {
            received++;
        }
    }
}
