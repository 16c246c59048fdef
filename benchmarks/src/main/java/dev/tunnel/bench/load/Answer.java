package dev.tunnel.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Reads answers with a Content-Length from a kept connection.
public final class Answer {
    private static final String LENGTH = "content-length:";
    private static final String OK = "HTTP/1.1 200";

    private final InputStream in;
    private final byte[] buffer = new byte[16 * 1024];
    private int filled;

    public Answer(InputStream in) {
        this.in = in;
    }

    /// Reads one; fails when it is not 200.
    public void read() throws IOException {
        int head = head();
        var text = new String(buffer, 0, head, StandardCharsets.US_ASCII);
        if (!text.startsWith(OK)) {
            throw new IOException("answered " + text.lines().findFirst().orElse(""));
        }
        int whole = head + length(text);
        while (filled < whole) {
            fill();
        }
        System.arraycopy(buffer, whole, buffer, 0, filled - whole);
        filled -= whole;
    }

    private int head() throws IOException {
        for (int i = 0; ; i++) {
            while (i + 4 > filled) {
                fill();
            }
            if (buffer[i] == '\r'
                    && buffer[i + 1] == '\n'
                    && buffer[i + 2] == '\r'
                    && buffer[i + 3] == '\n') {
                return i + 4;
            }
        }
    }

    private void fill() throws IOException {
        int count = in.read(buffer, filled, buffer.length - filled);
        if (count <= 0) {
            throw new EOFException("the connection ended in an answer");
        }
        filled += count;
    }

    private static int length(String head) {
        return head.lines()
                .map(line -> line.toLowerCase(Locale.ROOT))
                .filter(line -> line.startsWith(LENGTH))
                .mapToInt(line -> Integer.parseInt(line.substring(LENGTH.length()).strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no length in " + head));
    }
}
