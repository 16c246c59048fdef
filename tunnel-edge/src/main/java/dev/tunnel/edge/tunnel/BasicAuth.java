package dev.tunnel.edge.tunnel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Optional;

/// The user and password that visitors of an HTTP tunnel must give.
public record BasicAuth(String user, String password) {

    /// Reads `user:password`; empty when there is no colon or no user.
    public static Optional<BasicAuth> parse(String credentials) {
        int colon = credentials.indexOf(':');
        return colon < 1
                ? Optional.empty()
                : Optional.of(
                        new BasicAuth(
                                credentials.substring(0, colon), credentials.substring(colon + 1)));
    }

    /// Compares `user:password` as a visitor sent it, in constant time.
    public boolean matches(byte[] credentials) {
        return MessageDigest.isEqual((user + ':' + password).getBytes(UTF_8), credentials);
    }

    @Override
    public String toString() {
        return "BasicAuth[" + user + ", …]";
    }
}
