package dev.tunnel.cli.edge;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/// A local service that sends back what it gets and ends when its peer has ended: half-close is
/// needed to see the last bytes.
public final class LocalService implements AutoCloseable {

    private final ServerSocket socket;
    private final AtomicLong received = new AtomicLong();

    public LocalService() throws IOException {
        this(new ServerSocket(0, 4096, InetAddress.getLoopbackAddress()));
    }

    public LocalService(ServerSocket socket) {
        this.socket = socket;
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return socket.getLocalPort();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                Thread.ofVirtual().start(() -> echo(connection));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void echo(Socket connection) {
        try (connection) {
            received.addAndGet(
                    connection.getInputStream().transferTo(connection.getOutputStream()));
        } catch (IOException _) {
            // The visitor is gone.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
