package dev.tunnel.cli.inspect.api;

import dev.tunnel.cli.inspect.http.Header;
import dev.tunnel.cli.inspect.http.RequestHead;
import dev.tunnel.cli.inspect.http.ResponseHead;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Heads as they leave: masked.
final class Heads {

    private final Masking masking;

    Heads(Masking masking) {
        this.masking = masking;
    }

    String line(RequestHead head) {
        return head.method() + " " + masking.pairs(head.target()) + " " + head.version();
    }

    static String line(ResponseHead head) {
        return (head.version() + " " + status(head)).strip();
    }

    static String status(ResponseHead head) {
        return (head.status() + " " + head.reason()).strip();
    }

    /// The first line and the fields, as HTTP/1.1 writes them; not all of it is ASCII.
    byte[] text(String line, List<Header> headers) {
        StringBuilder text = new StringBuilder(line).append("\r\n");
        headers.forEach(header ->
                text.append(header.name()).append(": ").append(header.value()).append("\r\n"));
        return text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    static Map<String, List<String>> map(List<Header> headers) {
        Map<String, List<String>> map = new LinkedHashMap<>();
        for (Header header : headers) {
            map.computeIfAbsent(canonical(header.name()), _ -> new ArrayList<>())
                    .add(header.value());
        }
        return map;
    }

    /// As Go writes them, and so ngrok: `Content-Type`.
    private static String canonical(String name) {
        StringBuilder canonical = new StringBuilder(name.length());
        boolean upper = true;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            canonical.append(upper ? Character.toUpperCase(c) : Character.toLowerCase(c));
            upper = c == '-';
        }
        return canonical.toString();
    }
}
