package dev.tunnel.bench.machine;

import dev.tunnel.bench.process.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Resident memory of processes.
public final class Memory {
    private static final Duration GC = Duration.ofSeconds(30);
    private static final long KIB = 1024;

    private Memory() {}

    /// Bytes that a process has in memory now.
    public static long resident(long pid) {
        return field(pid, "VmRSS:");
    }

    /// The most it ever had.
    public static long peak(long pid) {
        return field(pid, "VmHWM:");
    }

    /// The same after a full collection of a JVM.
    public static long residentAfterGc(long pid) {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Command.run(GC, List.of(jcmd, Long.toString(pid), "GC.run"));
        return resident(pid);
    }

    private static long field(long pid, String name) {
        try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
