package dev.tunnel.edge.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads server-sent events (WHATWG HTML, "Server-sent events"): the data of each event, comments
/// and other fields skipped. One event may hold 64 KiB.
final class SseReader {
    private static final int LARGEST = 64 * 1024;

    private final InputStream in;
    private final Runnable onBytes;
    private final byte[] chunk = new byte[4096];
    private int position;
    private int limit;
    private byte[] line = new byte[256];

    /// @param onBytes called whenever anything arrived, keep-alive comments too
    SseReader(InputStream in, Runnable onBytes) {
        this.in = in;
        this.onBytes = onBytes;
    }

    /// The data of the next event; null at the end of the stream.
    @Nullable String next() throws IOException {
        var data = new StringBuilder();
        for (var text = line(); text != null; text = line()) {
            if (text.isEmpty() && !data.isEmpty()) {
                return data.toString();
            }
            if (text.startsWith("data:")) {
                var value = text.substring(text.startsWith("data: ") ? 6 : 5);
                data.append(data.isEmpty() ? "" : "\n").append(value);
                if (data.length() > LARGEST) {
                    throw new IOException("an event is larger than " + LARGEST + " bytes");
                }
            }
        }
        return null;
    }

    private @Nullable String line() throws IOException {
        int length = 0;
        for (int b = read(); b >= 0; b = read()) {
            if (b == '\n') {
                boolean cr = length > 0 && line[length - 1] == '\r';
                return new String(line, 0, cr ? length - 1 : length, UTF_8);
            }
            if (length == LARGEST) {
                throw new IOException("a line is longer than " + LARGEST + " bytes");
            }
            if (length == line.length) {
                line = Arrays.copyOf(line, length * 2);
            }
            line[length++] = (byte) b;
        }
        return null;
    }

    private int read() throws IOException {
        if (position == limit) {
            position = 0;
            limit = Math.max(0, in.read(chunk));
            if (limit == 0) {
                return -1;
            }
            onBytes.run();
        }
        return chunk[position++] & 0xff;
    }
}
