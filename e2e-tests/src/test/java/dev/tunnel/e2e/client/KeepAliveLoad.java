package dev.tunnel.e2e.client;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Clients that send GET requests one after the other over kept-alive connections, and repeat one
/// once, on a new connection, when the connection ended before an answer began.
public final class KeepAliveLoad implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 20_000;
    private static final long AFTER_FAILURE_NANOS = 20_000_000;

    private final URI url;
    private final List<Thread> clients = new ArrayList<>();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong repeated = new AtomicLong();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean over;

    private KeepAliveLoad(URI url) {
        this.url = url;
    }

    public static KeepAliveLoad start(URI url, int clients) {
        KeepAliveLoad load = new KeepAliveLoad(url);
        for (int i = 0; i < clients; i++) {
            load.clients.add(Thread.ofVirtual().start(load::run));
        }
        return load;
    }

    /// Requests answered with 200.
    public long answered() {
        return answered.get();
    }

    /// Requests that had to be sent twice.
    public long repeated() {
        return repeated.get();
    }

    /// What came of the requests that failed in spite of that.
    public List<String> failures() {
        return List.copyOf(failures);
    }

    /// Ends when each client has its last answer.
    @Override
    public void close() {
        over = true;
        for (Thread client : clients) {
            try {
                client.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void run() {
        @Nullable Connection connection = null;
        while (!over) {
            try {
                connection = request(connection);
            } catch (IOException e) {
                failures.add(e.toString());
                connection = null;
                LockSupport.parkNanos(AFTER_FAILURE_NANOS);
            }
        }
    }

    private @Nullable Connection request(@Nullable Connection kept) throws IOException {
        if (kept != null) {
            try {
                return answered(kept);
            } catch (IOException e) {
                repeated.incrementAndGet();
            }
        }
        try {
            return answered(new Connection(url));
        } catch (IOException e) {
            if (kept != null) {
                throw e;
            }
            repeated.incrementAndGet();
            return answered(new Connection(url));
        }
    }

    private @Nullable Connection answered(Connection connection) throws IOException {
        String head = connection.get();
        if (head.startsWith("HTTP/1.1 200 ")) {
            answered.incrementAndGet();
        } else {
            failures.add(head.lines().findFirst().orElse(""));
        }
        if (head.toLowerCase(Locale.ROOT).contains("connection: close")) {
            connection.socket.close();
            return null;
        }
        return connection;
    }

    private static final class Connection {
        private final Socket socket;
        private final InputStream in;
        private final byte[] request;

        Connection(URI url) throws IOException {
            socket = new Socket("127.0.0.1", url.getPort());
            socket.setSoTimeout(TIMEOUT_MILLIS);
            in = new BufferedInputStream(socket.getInputStream());
            request =
                    ("GET / HTTP/1.1\r\nHost: " + url.getAuthority() + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII);
        }

        /// The head of the answer, its body read.
        String get() throws IOException {
            socket.getOutputStream().write(request);
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) {
                    socket.close();
                    throw new IOException(
                            head.isEmpty() ? "closed before an answer" : "cut in a head");
                }
                head.append((char) next);
            }
            in.skipNBytes(length(head.toString()));
            return head.toString();
        }

        private static int length(String head) {
            return head.lines()
                    .filter(line -> line.regionMatches(true, 0, "content-length:", 0, 15))
                    .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(head));
        }
    }
}
