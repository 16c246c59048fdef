package dev.tunnel.bench.process;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/// Free ports below the range from which load generators take theirs.
public final class Ports {
    private static final AtomicInteger NEXT =
            new AtomicInteger(30_000 + (int) (ProcessHandle.current().pid() * 7 % 1500));
    private static final int LAST = 32_700;

    private Ports() {}

    /// A port, never handed out twice.
    public static int next() {
        return range(1);
    }

    /// The first of some ports in a row.
    public static int range(int length) {
        while (true) {
            int first = NEXT.getAndAdd(length);
            if (first + length > LAST) {
                throw new IllegalStateException("no free ports between 30000 and " + LAST);
            }
            if (isFree(first, length)) {
                return first;
            }
        }
    }

    private static boolean isFree(int first, int length) {
        for (int port = first; port < first + length; port++) {
            try (var socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(port));
            } catch (IOException _) {
                return false;
            }
        }
        return true;
    }
}
