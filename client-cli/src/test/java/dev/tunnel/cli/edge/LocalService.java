package dev.tunnel.cli.edge;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLSocket;

/// A local service that sends back what it gets and ends when its peer has ended: half-close is
/// needed to see the last bytes.
public final class LocalService implements AutoCloseable {

    private final ServerSocket socket;
    private final AtomicLong received = new AtomicLong();
    private final List<String> protocols = new CopyOnWriteArrayList<>();

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

    /// What each TLS connection negotiated by ALPN; empty for nothing.
    public List<String> protocols() {
        return protocols;
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
            if (connection instanceof SSLSocket tls) {
                tls.startHandshake();
                protocols.add(tls.getApplicationProtocol());
            }
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
