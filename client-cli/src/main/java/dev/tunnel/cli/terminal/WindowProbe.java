package dev.tunnel.cli.terminal;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.tunnel.cli.config.Environment;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Asks the system how large the terminal is now: `ioctl(1, TIOCGWINSZ)`. Cheap enough to ask with
/// every drawing, which makes resizing work without a signal handler.
final class WindowProbe {

    private static final long LINUX = 0x5413;
    private static final long MAC_OS = 0x40087468;
    private static final int STANDARD_OUTPUT = 1;

    private final Environment environment;
    private final @Nullable MethodHandle ioctl;
    private final MemorySegment window = Arena.global().allocate(8, 2);

    WindowProbe(Environment environment) {
        this.environment = environment;
        this.ioctl = link();
    }

    WindowSize size() {
        if (ioctl != null) {
            try {
                int result = (int) ioctl.invokeExact(STANDARD_OUTPUT, request(), window);
                int rows = Short.toUnsignedInt(window.getAtIndex(JAVA_SHORT, 0));
                int columns = Short.toUnsignedInt(window.getAtIndex(JAVA_SHORT, 1));
                if (result == 0 && rows > 0 && columns > 0) {
                    return new WindowSize(columns, rows);
                }
            } catch (Throwable e) {
                throw new IllegalStateException("ioctl(TIOCGWINSZ)", e);
            }
        }
        return new WindowSize(
                number("COLUMNS").orElse(WindowSize.USUAL.columns()),
                number("LINES").orElse(WindowSize.USUAL.rows()));
    }

    private Optional<Integer> number(String variable) {
        return environment
                .get(variable)
                .filter(text -> text.matches("[0-9]{1,4}"))
                .map(Integer::valueOf);
    }

    private static long request() {
        return System.getProperty("os.name").startsWith("Mac") ? MAC_OS : LINUX;
    }

    @SuppressWarnings("restricted") // The manifest and ./tunnel enable native access.
    private static @Nullable MethodHandle link() {
        if (System.getProperty("os.name").startsWith("Windows")) {
            return null;
        }
        Linker linker = Linker.nativeLinker();
        return linker.defaultLookup()
                .find("ioctl")
                .map(address ->
                        linker.downcallHandle(
                                address,
                                FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS),
                                Linker.Option.firstVariadicArg(2)))
                .orElse(null);
    }
}
