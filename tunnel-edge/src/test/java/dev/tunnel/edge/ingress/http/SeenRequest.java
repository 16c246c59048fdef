package dev.tunnel.edge.ingress.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A request as a strict server reads it, chunks put together.
///
/// @param head request line and headers, without those that the edge adds itself
/// @param added the headers that the edge adds itself, by name in lower case
record SeenRequest(List<String> head, List<String> added, String body, List<String> trailers) {
    private static final List<String> EDGE =
            List.of(
                    "forwarded",
                    "x-forwarded-for",
                    "x-forwarded-host",
                    "x-forwarded-port",
                    "x-forwarded-proto");

    /// Reads the next one; `null` at the end of input.
    static @Nullable SeenRequest read(InputStream in) throws IOException {
        var first = line(in, true);
        if (first == null) {
            return null;
        }
        if (!first.matches("[^ ]+ [^ ]+ HTTP/1\\.1")) {
            throw new IllegalStateException("no request line: " + first);
        }
        var head = new ArrayList<>(List.of(first));
        var added = new ArrayList<String>();
        for (var header : headers(in)) {
            (EDGE.contains(name(header)) ? added : head).add(header);
        }
        var codings = values(head, "transfer-encoding");
        var lengths = values(head, "content-length");
        if (codings.size() + lengths.size() > 1) {
            throw new IllegalStateException("several lengths: " + head);
        }
        var trailers = new ArrayList<String>();
        String body = "";
        if (!codings.isEmpty()) {
            body = chunks(in, trailers);
        } else if (!lengths.isEmpty()) {
            body = exactly(in, Integer.parseInt(lengths.getFirst()));
        }
        return new SeenRequest(List.copyOf(head), List.copyOf(added), body, trailers);
    }

    /// All of these bytes.
    static List<SeenRequest> all(String bytes) throws IOException {
        var in = new ByteArrayInputStream(bytes.getBytes(ISO_8859_1));
        var all = new ArrayList<SeenRequest>();
        for (var next = read(in); next != null; next = read(in)) {
            all.add(next);
        }
        return all;
    }

    /// Method and target.
    String what() {
        return head.getFirst().substring(0, head.getFirst().lastIndexOf(' '));
    }

    SeenRequest withoutAdded() {
        return new SeenRequest(head, List.of(), body, trailers);
    }

    private static String chunks(InputStream in, List<String> trailers) throws IOException {
        var body = new StringBuilder();
        while (true) {
            var size = required(in);
            if (!size.matches("[0-9a-f]+")) {
                throw new IllegalStateException("no chunk size: " + size);
            }
            int length = Integer.parseInt(size, 16);
            if (length == 0) {
                trailers.addAll(headers(in));
                return body.toString();
            }
            body.append(exactly(in, length));
            if (!required(in).isEmpty()) {
                throw new IllegalStateException("a chunk does not end where it should");
            }
        }
    }

    private static List<String> headers(InputStream in) throws IOException {
        var headers = new ArrayList<String>();
        for (var line = required(in); !line.isEmpty(); line = required(in)) {
            if (!line.matches("(?s)[!#$%&'*+.^_`|~0-9A-Za-z-]+: .*")) {
                throw new IllegalStateException("no header: " + line);
            }
            headers.add(line);
        }
        return headers;
    }

    private static List<String> values(List<String> head, String name) {
        return head.stream()
                .skip(1)
                .filter(header -> name(header).equals(name))
                .map(header -> header.substring(name.length() + 1).trim())
                .toList();
    }

    private static String name(String header) {
        return header.substring(0, header.indexOf(':')).toLowerCase(Locale.ROOT);
    }

    private static String exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("only " + bytes.length + " of " + length);
        }
        return new String(bytes, ISO_8859_1);
    }

    private static String required(InputStream in) throws IOException {
        var line = line(in, false);
        if (line == null) {
            throw new EOFException();
        }
        return line;
    }

    private static @Nullable String line(InputStream in, boolean mayEnd) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); ; b = in.read()) {
            if (b < 0) {
                if (mayEnd && line.size() == 0) {
                    return null;
                }
                throw new EOFException(line.toString(ISO_8859_1));
            }
            if (b == '\n') {
                var text = line.toString(ISO_8859_1);
                if (!text.endsWith("\r") || text.indexOf('\r') < text.length() - 1) {
                    throw new IllegalStateException("a bare line end: " + text);
                }
                return text.substring(0, text.length() - 1);
            }
            line.write(b);
        }
    }
}
