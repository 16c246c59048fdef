package dev.tunnel.edge.ingress.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.random.RandomGenerator;

/// The challenge of a WebSocket handshake, for visitors whose version of HTTP has none.
///
/// @param random where challenges come from
record WebSocketKeys(RandomGenerator random) {
    private static final int BYTES = 16;
    private static final String SALT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    String next() {
        byte[] key = new byte[BYTES];
        random.nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    /// Whether a response's headers hold the answer to the challenge in a request's (RFC 6455,
    /// 4.2.2).
    static boolean isAnswered(HttpHeaders request, HttpHeaders response) {
        var key = request.get(HttpHeaderNames.SEC_WEBSOCKET_KEY);
        return key != null
                && answer(key).equals(response.get(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT));
    }

    private static String answer(String key) {
        try {
            var sha1 = MessageDigest.getInstance("SHA-1");
            return Base64.getEncoder().encodeToString(sha1.digest((key + SALT).getBytes(US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
