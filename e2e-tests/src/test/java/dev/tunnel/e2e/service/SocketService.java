package dev.tunnel.e2e.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A service that speaks something over plain sockets, a virtual thread for each connection.
public final class SocketService implements AutoCloseable {
    private final ServerSocket server;
    private final Conversation conversation;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private SocketService(ServerSocket server, Conversation conversation) {
        this.server = server;
        this.conversation = conversation;
    }

    /// What is said on one connection; the socket is closed when it returns.
    @FunctionalInterface
    public interface Conversation {
        void hold(Socket socket) throws IOException;
    }

    public static SocketService start(Conversation conversation) {
        try {
            return start(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), conversation);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// On a socket that listens already.
    static SocketService start(ServerSocket server, Conversation conversation) {
        SocketService service = new SocketService(server, conversation);
        service.threads.execute(service::accept);
        return service;
    }

    /// Sends everything back.
    public static SocketService echo() {
        return start(socket -> socket.getInputStream().transferTo(socket.getOutputStream()));
    }

    /// Reads until the visitor has finished writing, then answers size and digest: needs half-close
    /// from end to end.
    public static SocketService digest() {
        return start(socket -> {
            String answer = Pattern.digest(new Unclosed(socket)).toString();
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        });
    }

    /// Its port, as an argument of `tunnel tcp`.
    public String target() {
        return Integer.toString(server.getLocalPort());
    }

    /// Connections that are open now.
    public int connections() {
        return open.size();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                return; // closed by the test
            }
        }
    }

    private void serve(Socket socket) {
        open.add(socket);
        try (socket) {
            conversation.hold(socket);
        } catch (IOException e) {
            // The visitor is gone, which many tests do on purpose.
        } finally {
            open.remove(socket);
        }
    }

    /// A socket's input whose close leaves the socket open for the answer.
    private static final class Unclosed extends java.io.FilterInputStream {
        Unclosed(Socket socket) throws IOException {
            super(socket.getInputStream());
        }

        @Override
        public void close() {}
    }
}
