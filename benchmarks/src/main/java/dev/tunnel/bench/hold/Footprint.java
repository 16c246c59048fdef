package dev.tunnel.bench.hold;

import dev.tunnel.bench.machine.Memory;
import java.util.Locale;

/// Resident memory of a JVM before many of something were opened, with them, and with them after a
/// full collection; in bytes.
record Footprint(String program, long before, long with, long afterGc, int count) {
    private static final double MIB = 1024 * 1024;
    private static final double KIB = 1024;

    /// A measurement that has begun.
    record Begun(String program, long pid, long before) {
        /// @param pid a JVM of this user
        static Begun of(String program, long pid) {
            return new Begun(program, pid, Memory.residentAfterGc(pid));
        }

        Footprint end(int count) {
            long with = Memory.resident(pid);
            return new Footprint(program, before, with, Memory.residentAfterGc(pid), count);
        }
    }

    /// A row of a Markdown table.
    String row() {
        return String.format(
                Locale.ROOT,
                "| %s, resident before / with / after GC, MiB | %.0f / %.0f / %.0f |%n"
                        + "| that is, for each, KiB (after GC) | %.1f (%.1f) |%n",
                program,
                before / MIB,
                with / MIB,
                afterGc / MIB,
                (with - before) / KIB / count,
                (afterGc - before) / KIB / count);
    }
}
