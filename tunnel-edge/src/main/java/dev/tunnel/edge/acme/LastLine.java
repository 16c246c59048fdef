package dev.tunnel.edge.acme;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The last line of what a program writes, however much that is: only its end is kept.
final class LastLine {
    private static final int KEPT = 4096;
    private static final int LONGEST = 200;

    private byte[] end = new byte[0];

    /// Reads to the end, so that the program is never held up.
    void read(InputStream stream) throws IOException {
        byte[] piece = new byte[KEPT];
        for (int length = stream.read(piece); length >= 0; length = stream.read(piece)) {
            add(piece, length);
        }
    }

    private synchronized void add(byte[] piece, int length) {
        int kept = Math.min(end.length, KEPT - length);
        byte[] joined = Arrays.copyOfRange(end, end.length - kept, end.length + length);
        System.arraycopy(piece, 0, joined, kept, length);
        end = joined;
    }

    /// The line that was last begun and is not blank, so far; its beginning where it is long.
    synchronized String text() {
        var line =
                new String(end, StandardCharsets.UTF_8)
                        .lines()
                        .filter(text -> !text.isBlank())
                        .reduce("", (_, last) -> last);
        return line.substring(0, Math.min(line.length(), LONGEST));
    }
}
