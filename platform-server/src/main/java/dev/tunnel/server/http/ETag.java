package dev.tunnel.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tunnel.server.secret.Sha256;
import java.util.Arrays;
import java.util.Base64;

/// The tag of an object as callers see it (RFC 9110, 8.8.3): the same as long as its JSON is.
final class ETag {
    private static final int BYTES = 12;

    private ETag() {}

    static String of(Object view, ObjectMapper json) {
        try {
            byte[] hash = Sha256.of(json.writeValueAsBytes(view)).bytes();
            String text =
                    Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(Arrays.copyOf(hash, BYTES));
            return '"' + text + '"';
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + view, e);
        }
    }

    /// Whether a header such as `"a", "b"` or `*` names the tag. A weak one counts where it is only
    /// about reading.
    static boolean named(String header, String tag, boolean weakly) {
        return header.strip().equals("*")
                || Arrays.stream(header.split(",", -1))
                        .map(String::strip)
                        .map(one -> weakly && one.startsWith("W/") ? one.substring(2) : one)
                        .anyMatch(tag::equals);
    }
}
