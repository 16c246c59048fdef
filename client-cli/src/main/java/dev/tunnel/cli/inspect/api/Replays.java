package dev.tunnel.cli.inspect.api;

import dev.tunnel.cli.inspect.capture.Entry;
import dev.tunnel.cli.inspect.http.Header;
import dev.tunnel.cli.inspect.http.Headers;
import dev.tunnel.cli.inspect.http.RequestHead;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes a request once more, from a captured one and what the user changed.
final class Replays {

    /// Fields about the connection that was, or that follow from the body.
    private static final Set<String> OWN =
            Set.of(
                    "connection",
                    "keep-alive",
                    "proxy-connection",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "content-length",
                    "upgrade",
                    "expect");

    private static final Pattern METHOD = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}");
    private static final Pattern TARGET = Pattern.compile("[!-~]{1,65536}");
    private static final Pattern FIELD_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern FIELD_VALUE = Pattern.compile("[^\\x00-\\x08\\x0a-\\x1f\\x7f]*");

    private final Masking masking;

    /// What the user wants otherwise; absent for as it was.
    record Edit(
            @Nullable String method,
            @Nullable String target,
            @Nullable List<Header> headers,
            byte @Nullable [] body) {
        static final Edit NONE = new Edit(null, null, null, null);
    }

    Replays(Masking masking) {
        this.masking = masking;
    }

    /// Why an entry cannot be replayed as it is.
    static Optional<String> obstacle(Entry entry) {
        RequestHead request = entry.request();
        if (request == null) {
            return Optional.of("Only HTTP requests can be replayed.");
        }
        boolean switched =
                entry.stream() == Entry.Stream.WEBSOCKET || entry.stream() == Entry.Stream.OTHER;
        if (switched
                || request.headers().has("upgrade", "websocket")
                || request.method().equals("CONNECT")) {
            return Optional.of("A connection that changes its protocol cannot be replayed.");
        }
        if (entry.sent().truncated()) {
            return Optional.of("Only the beginning of the request's body was kept.");
        }
        return Optional.empty();
    }

    /// The request on the wire. May block.
    ///
    /// @throws ApiException when it cannot be made
    byte[] request(Entry entry, Edit edit) {
        RequestHead original = entry.request();
        Optional<String> obstacle = obstacle(entry);
        boolean ownBody = edit.body() != null && entry.sent().truncated();
        if (original == null || obstacle.isPresent() && !ownBody) {
            throw new ApiException(409, 200, "cannot replay the request", obstacle.orElse(""));
        }
        byte[] body = edit.body() != null ? edit.body() : kept(entry);
        String method = checked(METHOD, edit.method(), original.method(), "method");
        String target =
                checked(TARGET, unmasked(edit.target(), original), original.target(), "path");
        List<Header> headers =
                edit.headers() == null
                        ? original.headers().fields()
                        : unmasked(edit.headers(), original.headers());
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024 + body.length);
        line(out, method + " " + target + " HTTP/1.1");
        headers.stream().filter(Replays::isKept).forEach(header -> field(out, header));
        if (body.length > 0 || original.headers().first("content-length").isPresent()) {
            line(out, "Content-Length: " + body.length);
        }
        line(out, "Connection: close");
        line(out, "");
        out.writeBytes(body);
        return out.toByteArray();
    }

    private static byte[] kept(Entry entry) {
        return entry.sent()
                .content()
                .read()
                .orElseThrow(() ->
                        new ApiException(
                                409,
                                200,
                                "cannot replay the request",
                                "Its body is no longer kept."));
    }

    private static String checked(
            Pattern form, @Nullable String wanted, String original, String what) {
        String value = Objects.requireNonNullElse(wanted, original);
        if (!form.matcher(value).matches()) {
            throw ApiException.badRequest("the %s cannot be sent as it is".formatted(what));
        }
        return value;
    }

    private static boolean isKept(Header header) {
        return !OWN.contains(header.name().toLowerCase(Locale.ROOT));
    }

    /// A path that was edited around a mask.
    private @Nullable String unmasked(@Nullable String target, RequestHead original) {
        if (target == null || target.equals(masking.pairs(original.target()))) {
            return null;
        }
        if (target.contains(Masking.MASK)) {
            throw ApiException.badRequest("write the masked part of the path out");
        }
        return target;
    }

    /// A mask that comes back stands for what it hid: the field of that name, in its order.
    private List<Header> unmasked(List<Header> edited, Headers original) {
        List<Header> headers = new ArrayList<>();
        for (Header header : edited) {
            if (!FIELD_NAME.matcher(header.name()).matches()
                    || !FIELD_VALUE.matcher(header.value()).matches()) {
                throw ApiException.badRequest(
                        "header \"%s\" cannot be sent as it is".formatted(header.name()));
            }
            headers.add(header);
        }
        for (String name : masked(headers)) {
            Iterator<String> values = original.all(name).iterator();
            headers.replaceAll(header -> {
                if (!header.name().equalsIgnoreCase(name)) {
                    return header;
                }
                String value = values.hasNext() ? values.next() : "";
                return header.value().contains(Masking.MASK)
                        ? new Header(header.name(), value)
                        : header;
            });
        }
        return headers;
    }

    private static Set<String> masked(List<Header> headers) {
        return headers.stream()
                .filter(header -> header.value().contains(Masking.MASK))
                .map(header -> header.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private static void field(ByteArrayOutputStream out, Header header) {
        line(out, header.name() + ": " + header.value());
    }

    /// Captured heads are read as ISO 8859-1, so that what they held goes out again byte by byte.
    private static void line(ByteArrayOutputStream out, String text) {
        boolean latin = text.chars().allMatch(c -> c < 256);
        out.writeBytes(text.getBytes(latin ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8));
        out.write('\r');
        out.write('\n');
    }
}
