package dev.tunnel.cli.terminal;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// How the terminal gives out what is typed: `termios`, on Linux. Ctrl-C stays what it is.
final class TerminalMode {
    private static final int STANDARD_INPUT = 0;
    private static final int NOW = 0;
    private static final long SIZE = 60;
    private static final long LOCAL_FLAGS = 12;
    private static final long READ_LEAST = 17 + 6;
    private static final long READ_TIME = 17 + 5;
    private static final int LINES_AND_ECHO = 0x2 | 0x8;

    private final MethodHandle set;
    private final MemorySegment before;

    private TerminalMode(MethodHandle set, MemorySegment before) {
        this.set = set;
        this.before = before;
    }

    /// Gives out each key as it is pressed, and does not show it.
    ///
    /// @return empty where this is no terminal, or not ours: a job in the background would be
    ///   stopped for touching it
    static Optional<TerminalMode> single() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return Optional.empty();
        }
        try {
            MethodHandle get = link("tcgetattr", JAVA_INT, ADDRESS);
            MethodHandle set = link("tcsetattr", JAVA_INT, JAVA_INT, ADDRESS);
            int foreground = (int) link("tcgetpgrp", JAVA_INT).invokeExact(STANDARD_INPUT);
            int ours = (int) link("getpgrp").invokeExact();
            MemorySegment before = Arena.global().allocate(SIZE, 4);
            if (foreground != ours || (int) get.invokeExact(STANDARD_INPUT, before) != 0) {
                return Optional.empty();
            }
            MemorySegment now = Arena.global().allocate(SIZE, 4).copyFrom(before);
            now.set(JAVA_INT, LOCAL_FLAGS, now.get(JAVA_INT, LOCAL_FLAGS) & ~LINES_AND_ECHO);
            now.set(JAVA_BYTE, READ_LEAST, (byte) 1);
            now.set(JAVA_BYTE, READ_TIME, (byte) 0);
            int done = (int) set.invokeExact(STANDARD_INPUT, NOW, now);
            return done == 0 ? Optional.of(new TerminalMode(set, before)) : Optional.empty();
        } catch (Throwable e) {
            throw new IllegalStateException("termios", e);
        }
    }

    void restore() {
        try {
            int _ = (int) set.invokeExact(STANDARD_INPUT, NOW, before);
        } catch (Throwable e) {
            throw new IllegalStateException("tcsetattr", e);
        }
    }

    @SuppressWarnings("restricted") // The manifest and ./tunnel enable native access.
    private static MethodHandle link(String name, MemoryLayout... arguments) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(JAVA_INT, arguments));
    }
}
