package dev.tunnel.bench.hold;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A visitor that fetches something big, stops in the middle and goes on later.
final class StoppedReader implements AutoCloseable {
    private static final int PIECE = 256 * 1024;

    private final Socket socket;
    private final InputStream in;
    private final byte[] piece = new byte[PIECE];
    private long received;

    StoppedReader(int port) {
        try {
            socket = new Socket("127.0.0.1", port);
            in = socket.getInputStream();
            var request = "GET /big HTTP/1.1\r\nHost: big\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Reads until this many bytes have come in all.
    StoppedReader readTo(long bytes) {
        try {
            while (received < bytes) {
                int count = in.read(piece);
                if (count < 0) {
                    throw new EOFException("ended after %,d bytes".formatted(received));
                }
                received += count;
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
