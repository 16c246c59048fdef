package dev.tunnel.bench.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/// CPU time as the kernel counts it, in ticks of 10 ms: of the whole machine without interrupts
/// (which loopback traffic causes and no process is charged for), and of this process with all that
/// it started.
record Cpu(long nanos, long machine, long ours) {
    private static final int TICKS_PER_SECOND = 100;
    private static final int AFTER_NAME = 11;

    static Cpu now() {
        long ours = ticksOf(ProcessHandle.current().pid());
        ours += ProcessHandle.current().descendants().mapToLong(p -> ticksOf(p.pid())).sum();
        return new Cpu(System.nanoTime(), machineTicks(), ours);
    }

    /// Cores that others kept busy between the two moments.
    double foreignSince(Cpu before) {
        double seconds = (nanos - before.nanos) / 1e9;
        double foreign = (machine - before.machine) - (ours - before.ours);
        return Math.max(0, foreign / TICKS_PER_SECOND / seconds);
    }

    /// Seconds of CPU that one process has used so far.
    static double secondsOf(long pid) {
        return fields(pid).limit(2).mapToLong(Long::parseLong).sum() / (double) TICKS_PER_SECOND;
    }

    private static long machineTicks() {
        var fields = read(Path.of("/proc/stat")).lines().findFirst().orElse("").split("\\s+");
        // user, nice, system
        return Long.parseLong(fields[1]) + Long.parseLong(fields[2]) + Long.parseLong(fields[3]);
    }

    /// utime, stime, and those of children that it has waited for.
    private static long ticksOf(long pid) {
        return fields(pid).mapToLong(Long::parseLong).sum();
    }

    private static Stream<String> fields(long pid) {
        var stat = read(Path.of("/proc/" + pid + "/stat"));
        int name = stat.lastIndexOf(')');
        return name < 0
                ? Stream.empty()
                : Stream.of(stat.substring(name + 2).split(" ")).skip(AFTER_NAME).limit(4);
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (NoSuchFileException _) {
            return "";
        } catch (IOException e) {
            if (path.startsWith("/proc/stat")) {
                throw new UncheckedIOException(e);
            }
            return ""; // the process ended while it was read
        }
    }
}
