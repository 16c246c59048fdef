package dev.tunnel.e2e.stack;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/// The ports of one stack, free when chosen. They lie below the range from which the system takes
/// the local ports of outgoing connections, and away from the defaults.
///
/// @param tcpFrom first of the ports for TCP tunnels
public record Ports(int platform, int http, int https, int agent, int admin, int tcpFrom) {
    private static final int TCP_PORTS = 64;
    private static final int FIRST = 23_000;
    private static final int LAST = 32_000;
    private static final AtomicInteger NEXT =
            new AtomicInteger(FIRST + (int) (ProcessHandle.current().pid() * 61 % 8000));

    /// Free ports, never handed out twice by this process.
    public static Ports allocate() {
        return new Ports(run(1), run(1), run(1), run(1), run(1), run(TCP_PORTS));
    }

    public int tcpTo() {
        return tcpFrom + TCP_PORTS - 1;
    }

    private static int run(int length) {
        while (true) {
            int from = NEXT.getAndAdd(length);
            if (from + length > LAST) {
                NEXT.set(FIRST);
            } else if (allFree(from, length)) {
                return from;
            }
        }
    }

    private static boolean allFree(int from, int length) {
        for (int port = from; port < from + length; port++) {
            if (!free(port)) {
                return false;
            }
        }
        return true;
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
