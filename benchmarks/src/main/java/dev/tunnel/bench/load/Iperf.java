package dev.tunnel.bench.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tunnel.bench.process.Command;
import dev.tunnel.bench.process.Tools;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// Bulk transfer with iperf3.
final class Iperf {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration MORE = Duration.ofSeconds(20);
    private static final double GIGA = 1e9;
    private static final int TRIES = 5;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private Iperf() {}

    /// Gbit/s, as the receiver counts them.
    ///
    /// @param down from the service to the visitor
    static double measure(int port, int streams, boolean down, Duration window) {
        var command =
                new ArrayList<>(
                        List.of(
                                Tools.path("iperf3"),
                                "-J",
                                "-c",
                                "127.0.0.1",
                                "-p",
                                "" + port,
                                "-P",
                                "" + streams,
                                "-t",
                                "" + window.toSeconds()));
        if (down) {
            command.add("-R");
        }
        return retried(window, command);
    }

    /// The server takes one client at a time and needs a moment between two.
    private static double retried(Duration window, List<String> command) {
        for (int attempt = 1; ; attempt++) {
            try {
                return read(Command.run(window.plus(MORE), command));
            } catch (IllegalStateException e) {
                if (attempt == TRIES) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    static double read(String json) {
        try {
            var received = JSON.readTree(json).at("/end/sum_received/bits_per_second");
            if (received.isMissingNode()) {
                throw new IllegalStateException("iperf3 gave no figure: " + json);
            }
            return received.asDouble() / GIGA;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("iperf3 wrote no JSON: " + json, e);
        }
    }
}
