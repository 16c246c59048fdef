package dev.tunnel.edge.ingress;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// A visitor who writes its own bytes.
public final class RawClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Socket socket;
    private final InputStream in;

    public RawClient(int port) throws IOException {
        this(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    public RawClient(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout((int) PATIENCE.toMillis());
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    public RawClient send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    public void get(String host, String path) throws IOException {
        send("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
    }

    /// Reads a head, up to and with its empty line.
    public String head() throws IOException {
        return until("\r\n\r\n");
    }

    /// Reads up to and with this text.
    public String until(String end) throws IOException {
        var text = new StringBuilder();
        while (text.length() < end.length()
                || text.indexOf(end, text.length() - end.length()) < 0) {
            int b = in.read();
            if (b < 0) {
                throw new EOFException("no " + end.strip() + " in: " + text);
            }
            text.append((char) b);
        }
        return text.toString();
    }

    public String read(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /// Reads a head and a body of the length it announces.
    public String response() throws IOException {
        var head = head();
        var length =
                head.lines()
                        .filter(line -> line.regionMatches(true, 0, "content-length:", 0, 15))
                        .map(line -> Integer.parseInt(line.substring(15).trim()))
                        .findFirst()
                        .orElse(0);
        return head + read(length);
    }

    /// Reads up to the end of the connection; fails when it is reset.
    public String rest() throws IOException {
        var all = new ByteArrayOutputStream();
        in.transferTo(all);
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    public InputStream in() {
        return in;
    }

    public Socket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
