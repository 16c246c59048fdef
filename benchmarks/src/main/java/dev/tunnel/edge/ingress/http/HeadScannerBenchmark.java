package dev.tunnel.edge.ingress.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What the edge does with every request head before Netty decodes it, and with its Host.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class HeadScannerBenchmark {
    private static final String HOST = "bench.example.com:8000";

    private final ByteBuf head =
            Unpooled.directBuffer()
                    .writeBytes(
                            """
                            GET /some/path?with=query HTTP/1.1\r
                            Host: bench.example.com:8000\r
                            User-Agent: Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0\r
                            Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r
                            Accept-Encoding: gzip, deflate, br, zstd\r
                            Connection: keep-alive\r
                            \r
                            """
                                    .getBytes(StandardCharsets.US_ASCII));
    private final HeadScanner scanner = new HeadScanner();

    @Benchmark
    public @Nullable String head() {
        scanner.reset();
        return scanner.scan(head);
    }

    @Benchmark
    public Optional<Authority> host() {
        return Authority.parse(HOST);
    }
}
