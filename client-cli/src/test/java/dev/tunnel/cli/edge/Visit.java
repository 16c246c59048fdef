package dev.tunnel.cli.edge;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Visitors.
public final class Visit {

    private static final int PATIENCE_MILLIS = 30_000;

    private Visit() {}

    public static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    /// Sends everything, ends its own direction, and reads to the end.
    public static byte[] echo(int port, byte[] sent) throws IOException {
        try (Socket socket = connect(port)) {
            Thread writer =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    socket.getOutputStream().write(sent);
                                    socket.shutdownOutput();
                                } catch (IOException _) {
                                    // The reader sees what is missing.
                                }
                            });
            byte[] received = socket.getInputStream().readAllBytes();
            writer.join();
            return received;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /// True when the connection ends without a byte.
    public static boolean isCut(int port) throws IOException {
        try (Socket socket = connect(port)) {
            return socket.getInputStream().read() == -1;
        } catch (SocketTimeoutException _) {
            return false;
        } catch (SocketException _) {
            return true;
        }
    }

    /// Holds `count` connections open at once before any of them sends.
    ///
    /// @return how many got back what they sent
    public static int echoTogether(int port, int count) throws Exception {
        CountDownLatch connected = new CountDownLatch(count);
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> visits = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                byte[] sent = bytes(1000 + i);
                visits.add(
                        executor.submit(() -> {
                            try (Socket socket = connect(port)) {
                                connected.countDown();
                                connected.await();
                                socket.getOutputStream().write(sent);
                                socket.shutdownOutput();
                                return Arrays.equals(sent, socket.getInputStream().readAllBytes());
                            }
                        }));
            }
            int good = 0;
            for (Future<Boolean> visit : visits) {
                good += visit.get() ? 1 : 0;
            }
            return good;
        }
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }
}
