package dev.tunnel.bench.load;

import dev.tunnel.bench.subject.Reach;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/// HTTP requests at a fixed rate, whether or not the answers come in time. What a closed loop hides
/// shows here: a request that had to wait for the one before counts from when it was due.
///
/// @param connections each has its share of the rate
/// @param perSecond requests in a second, all connections together
public record OpenLoop(int connections, int perSecond, Duration window) {
    private static final int READ_TIMEOUT = 10_000;
    private static final double MICROS = 1e3;

    /// Latencies of all requests, in microseconds, in order.
    public record Latencies(double[] sorted) {
        public double percentile(double part) {
            return sorted[Math.min(sorted.length - 1, (int) (part * sorted.length))];
        }
    }

    /// Measures.
    public Latencies measure(Reach reach) {
        int each = (int) (perSecond * window.toMillis() / 1000 / connections);
        var running = new ArrayList<Future<double[]>>();
        try (var threads = Executors.newFixedThreadPool(connections)) {
            for (int i = 0; i < connections; i++) {
                running.add(threads.submit(() -> connection(reach, each)));
            }
            return new Latencies(
                    running.stream()
                            .flatMapToDouble(f -> Arrays.stream(get(f)))
                            .sorted()
                            .toArray());
        }
    }

    private double[] connection(Reach reach, int requests) throws IOException {
        long interval = Duration.ofSeconds(1).toNanos() * connections / perSecond;
        var latencies = new double[requests];
        try (var socket = new Socket("127.0.0.1", reach.webPort())) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(READ_TIMEOUT);
            var request = request(reach);
            var answer = new Answer(socket.getInputStream());
            long due = System.nanoTime();
            for (int i = 0; i < requests; i++, due += interval) {
                long from = await(due);
                socket.getOutputStream().write(request);
                answer.read();
                latencies[i] = (System.nanoTime() - from) / MICROS;
            }
        }
        return latencies;
    }

    /// The moment from which a request counts: when it was due, or now when this thread, and not
    /// the answer before, is late.
    private static long await(long due) {
        if (System.nanoTime() >= due) {
            return due;
        }
        while (System.nanoTime() < due) {
            LockSupport.parkNanos(due - System.nanoTime());
        }
        return System.nanoTime();
    }

    private static byte[] request(Reach reach) {
        var host = reach.host() == null ? "127.0.0.1:" + reach.webPort() : reach.host();
        return "GET / HTTP/1.1\r\nHost: %s\r\n\r\n"
                .formatted(host)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static double[] get(Future<double[]> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new UncheckedIOException(new IOException("a connection broke", e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Connections and rates that make sense together.
    public OpenLoop {
        if (connections < 1 || perSecond < connections) {
            throw new IllegalArgumentException(List.of(connections, perSecond).toString());
        }
    }
}
