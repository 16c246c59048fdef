package dev.tunnel.cli.inspect.api;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/// Undoes a body's Content-Encoding as far as the body was kept.
final class Decoding {

    /// A few bytes can become a great many.
    private static final int MAX = 4 << 20;

    private static final int ZLIB_METHOD = 8;

    private Decoding() {}

    /// Empty when this encoding is not understood here, or the bytes are not what it says.
    static Optional<byte[]> decode(String encoding, byte[] bytes) {
        return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> Optional.of(bytes);
            case "gzip", "x-gzip" -> inflate(bytes, GZIPInputStream::new);
            case "deflate" -> inflate(bytes, Decoding::deflate);
            default -> Optional.empty();
        };
    }

    /// Some send what RFC 9110 asks for, with zlib's header, and some without.
    private static InputStream deflate(InputStream in) throws IOException {
        in.mark(1);
        boolean header = (in.read() & 0x0f) == ZLIB_METHOD;
        in.reset();
        return new InflaterInputStream(in, new Inflater(!header));
    }

    private interface Opener {
        InputStream open(InputStream in) throws IOException;
    }

    private static Optional<byte[]> inflate(byte[] bytes, Opener opener) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length * 2);
        byte[] part = new byte[8192];
        try (InputStream in = opener.open(new ByteArrayInputStream(bytes))) {
            for (int n = in.read(part); n >= 0 && out.size() < MAX; n = in.read(part)) {
                out.write(part, 0, n);
            }
        } catch (IOException _) {
            // Cut short, as bodies that were kept in part are: what came so far is right.
        }
        byte[] decoded = out.toByteArray();
        return decoded.length == 0 && bytes.length > 0
                ? Optional.empty()
                : Optional.of(decoded.length > MAX ? Arrays.copyOf(decoded, MAX) : decoded);
    }
}
