package dev.tunnel.edge.ingress;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// A local service on loopback that does exactly what a test says with each connection.
public final class LocalService implements AutoCloseable {
    private final ServerSocket socket;
    private final Script script;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();

    /// What happens on one connection; it is closed afterwards.
    @FunctionalInterface
    public interface Script {
        void run(Connection connection) throws Exception;
    }

    private LocalService(Script script) throws IOException {
        this.script = script;
        this.socket = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    public static LocalService start(Script script) throws IOException {
        return new LocalService(script);
    }

    /// Answers every request on every connection by this.
    public static LocalService http(Script eachRequest) throws IOException {
        return start(connection -> {
            while (connection.readHead()) {
                eachRequest.run(connection);
            }
        });
    }

    public int port() {
        return socket.getLocalPort();
    }

    public int connections() {
        return connections.get();
    }

    public int openConnections() {
        return open.size();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                var accepted = socket.accept();
                connections.incrementAndGet();
                open.add(accepted);
                Thread.ofVirtual().start(() -> serve(accepted));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket accepted) {
        try (accepted) {
            script.run(new Connection(accepted));
        } catch (IOException e) {
            // The other side went away, which many tests do on purpose.
        } catch (Exception | AssertionError e) {
            failures.add(e);
        } finally {
            open.remove(accepted);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (var one : open) {
            one.close();
        }
        if (!failures.isEmpty()) {
            throw new AssertionError("the local service failed", failures.getFirst());
        }
    }

    /// One connection with what a script needs.
    public static final class Connection {
        private final Socket socket;
        private final InputStream in;
        private final OutputStream out;
        private String head = "";

        Connection(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
            this.out = socket.getOutputStream();
        }

        /// Reads a request head; false at the end of input.
        public boolean readHead() throws IOException {
            var bytes = new ByteArrayOutputStream();
            int last = 0;
            for (int b = in.read(); b >= 0; b = in.read()) {
                bytes.write(b);
                last = last << 8 | b;
                if (last == 0x0D0A0D0A) {
                    head = bytes.toString(StandardCharsets.ISO_8859_1);
                    return true;
                }
            }
            return false;
        }

        public String head() {
            return head;
        }

        public String path() {
            return head.split(" ", 3)[1];
        }

        /// The value of a header of the request, or an empty text.
        public String header(String name) {
            return head.lines()
                    .skip(1)
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).trim())
                    .findFirst()
                    .orElse("");
        }

        /// Reads the request's body as its headers announce it.
        public byte[] readBody() throws IOException {
            if (header("Transfer-Encoding").equalsIgnoreCase("chunked")) {
                return readChunks();
            }
            var length = header("Content-Length");
            return length.isEmpty() ? new byte[0] : readExactly(Integer.parseInt(length));
        }

        private byte[] readChunks() throws IOException {
            var body = new ByteArrayOutputStream();
            for (int size = Integer.parseInt(readLine(), 16);
                    size > 0;
                    size = Integer.parseInt(readLine(), 16)) {
                body.write(readExactly(size));
                readLine();
            }
            return body.toByteArray();
        }

        public byte[] readExactly(int length) throws IOException {
            byte[] bytes = in.readNBytes(length);
            if (bytes.length < length) {
                throw new EOFException("only " + bytes.length + " of " + length);
            }
            return bytes;
        }

        public String readLine() throws IOException {
            var line = new ByteArrayOutputStream();
            for (int b = in.read(); b != '\n'; b = in.read()) {
                if (b < 0) {
                    throw new EOFException(line.toString(StandardCharsets.ISO_8859_1));
                }
                line.write(b);
            }
            return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
        }

        public int read() throws IOException {
            return in.read();
        }

        public InputStream in() {
            return in;
        }

        public OutputStream out() {
            return out;
        }

        public Socket socket() {
            return socket;
        }

        public void send(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }

        /// Answers 200 with this body.
        public void answer(String body) throws IOException {
            send(
                    "HTTP/1.1 200 OK\r\nContent-Length: "
                            + body.length()
                            + "\r\nContent-Type: text/plain\r\n\r\n"
                            + body);
        }
    }
}
