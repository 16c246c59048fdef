package dev.tunnel.e2e.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/// A plain TCP connection to a port of this machine, for what no well-behaved client would send.
public final class RawConnection implements AutoCloseable {
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(60);
    private static final int MAX_LINE = 65_536;

    private final Socket socket;

    private RawConnection(Socket socket) {
        this.socket = socket;
    }

    public static RawConnection open(int port) {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout((int) READ_TIMEOUT.toMillis());
            return new RawConnection(socket);
        } catch (IOException e) {
            throw new UncheckedIOException("port " + port, e);
        }
    }

    public Socket socket() {
        return socket;
    }

    public RawConnection send(String text) {
        return send(text.getBytes(ISO_8859_1));
    }

    public RawConnection send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Sends as much as the other side takes before it closes.
    public void sendIgnoringReset(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            // Refused half-way, which is its good right.
        }
    }

    /// Half-closes: nothing more will be sent.
    public RawConnection finishWriting() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            // Closed already.
        }
        return this;
    }

    /// Whether the other side has closed by now.
    public boolean isClosedByPeer() {
        try {
            socket.setSoTimeout(1);
            while (socket.getInputStream().read() >= 0) {
                // Whatever it said before closing.
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /// One HTTP response with a `Content-Length`, the connection left open behind it.
    public Response readResponse() {
        try {
            String status = readLine();
            int length = 0;
            for (String line = readLine(); !line.isEmpty(); line = readLine()) {
                if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                    length = Integer.parseInt(line.substring(15).trim());
                }
            }
            byte[] body = socket.getInputStream().readNBytes(length);
            return new Response(
                    Integer.parseInt(status.split(" ")[1]), new String(body, ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Everything until the other side closes; a reset counts as closed.
    public String readToEnd() {
        StringBuilder text = new StringBuilder();
        try {
            InputStream in = socket.getInputStream();
            for (int c = in.read(); c >= 0; c = in.read()) {
                text.append((char) c);
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("not closed within " + READ_TIMEOUT, e);
        } catch (IOException e) {
            // Closed with a reset.
        }
        return text.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = socket.getInputStream().read();
                c != '\n';
                c = socket.getInputStream().read()) {
            if (c < 0 || line.length() > MAX_LINE) {
                throw new EOFException("the connection ended after: " + line);
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    /// A status and a body.
    public record Response(int status, String body) {}
}
