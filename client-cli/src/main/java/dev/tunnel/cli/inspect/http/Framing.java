package dev.tunnel.cli.inspect.http;

/// What follows a head.
///
/// @param length bytes of a body of known length
public record Framing(Kind kind, long length) {

    public enum Kind {
        /// No body: the message is over.
        NONE,
        /// Not the message itself: its head is still to come (RFC 9110, 15.2).
        INTERIM,
        LENGTH,
        CHUNKED,
        /// A body that ends with the input.
        UNTIL_END,
        /// Another protocol.
        RAW
    }

    private static final int MOST_DIGITS = 18;
    public static final Framing NONE = new Framing(Kind.NONE, 0);
    public static final Framing INTERIM = new Framing(Kind.INTERIM, 0);
    public static final Framing CHUNKED = new Framing(Kind.CHUNKED, 0);
    public static final Framing UNTIL_END = new Framing(Kind.UNTIL_END, 0);
    public static final Framing RAW = new Framing(Kind.RAW, 0);

    /// Of a request with these headers (RFC 9112, 6.3).
    ///
    /// @throws NotHttpException when its length is not a number
    public static Framing ofRequest(Headers headers) {
        return headers.has("transfer-encoding", "chunked") ? CHUNKED : ofLength(headers, NONE);
    }

    /// Of the answer to a request with this method.
    ///
    /// @throws NotHttpException when its length is not a number
    public static Framing ofResponse(String method, int status, Headers headers) {
        if (status == 101) {
            return RAW;
        }
        if (status < 200) {
            return INTERIM;
        }
        if (method.equals("HEAD") || status == 204 || status == 304) {
            return NONE;
        }
        if (method.equals("CONNECT") && status < 300) {
            return RAW;
        }
        return headers.has("transfer-encoding", "chunked") ? CHUNKED : ofLength(headers, UNTIL_END);
    }

    private static Framing ofLength(Headers headers, Framing otherwise) {
        String text = headers.first("content-length").orElse("");
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!isLength(text)) {
            throw new NotHttpException("a Content-Length that is no number");
        }
        long length = Long.parseLong(text);
        return length == 0 ? NONE : new Framing(Kind.LENGTH, length);
    }

    private static boolean isLength(String text) {
        return text.length() <= MOST_DIGITS
                && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    }
}
