package dev.tunnel.cli.terminal;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Keys as they are pressed. They are read on a thread of their own, which also prepares the
/// terminal, so that nobody waits for it.
final class Keyboard implements AutoCloseable {
    private static final int ESCAPE = 27;

    private final Consumer<Key> pressed;
    private @Nullable TerminalMode mode;
    private boolean closed;

    /// The keys that mean something.
    enum Key {
        UP,
        DOWN,
        PAGE_UP,
        PAGE_DOWN,
        FIRST,
        LAST,
    }

    private Keyboard(Consumer<Key> pressed) {
        this.pressed = pressed;
    }

    static Keyboard open(Consumer<Key> pressed) {
        Keyboard keyboard = new Keyboard(pressed);
        Thread.ofPlatform().daemon().name("keyboard").start(keyboard::run);
        return keyboard;
    }

    private void run() {
        if (!begin()) {
            return;
        }
        // Never closed: the descriptor is the process's.
        InputStream in = new FileInputStream(FileDescriptor.in);
        byte[] keys = new byte[16];
        try {
            for (int count = in.read(keys); count > 0; count = in.read(keys)) {
                key(keys, count).ifPresent(pressed);
            }
        } catch (IOException _) {
            // The terminal is gone.
        }
    }

    private synchronized boolean begin() {
        if (closed) {
            return false;
        }
        mode = TerminalMode.single().orElse(null);
        return mode != null;
    }

    /// One press is one read, unless somebody is very quick: then what came first counts.
    static Optional<Key> key(byte[] bytes, int count) {
        if (count >= 3 && bytes[0] == ESCAPE && (bytes[1] == '[' || bytes[1] == 'O')) {
            return switch (bytes[2]) {
                case 'A' -> Optional.of(Key.UP);
                case 'B' -> Optional.of(Key.DOWN);
                case '5' -> Optional.of(Key.PAGE_UP);
                case '6' -> Optional.of(Key.PAGE_DOWN);
                case 'H', '1' -> Optional.of(Key.FIRST);
                case 'F', '4' -> Optional.of(Key.LAST);
                default -> Optional.empty();
            };
        }
        return switch (bytes[0]) {
            case 'k' -> Optional.of(Key.UP);
            case 'j' -> Optional.of(Key.DOWN);
            case ' ' -> Optional.of(Key.PAGE_DOWN);
            case 'g' -> Optional.of(Key.FIRST);
            case 'G' -> Optional.of(Key.LAST);
            default -> Optional.empty();
        };
    }

    /// Gives the terminal back as it was.
    @Override
    public synchronized void close() {
        closed = true;
        if (mode != null) {
            mode.restore();
        }
    }
}
