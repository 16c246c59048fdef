package dev.tunnel.cli.forward.folder;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// An answer before it is written.
record Reply(HttpResponseStatus status, Map<String, String> headers, Body body) {

    Reply {
        headers = new LinkedHashMap<>(headers);
    }

    /// What follows the head.
    sealed interface Body {
        long length();

        record Text(byte[] bytes) implements Body {
            @Override
            public long length() {
                return bytes.length;
            }
        }

        record Part(Path file, long from, long length) implements Body {}
    }

    static Reply text(HttpResponseStatus status, String type, String text) {
        return new Reply(
                status,
                Map.of("content-type", type),
                new Body.Text(text.getBytes(StandardCharsets.UTF_8)));
    }

    static Reply line(HttpResponseStatus status) {
        return text(status, "text/plain; charset=utf-8", status + "\n");
    }

    Reply with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Reply(status, more, body);
    }
}
