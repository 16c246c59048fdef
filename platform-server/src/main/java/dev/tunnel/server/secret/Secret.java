package dev.tunnel.server.secret;

import java.security.SecureRandom;
import java.util.Base64;

/// A secret in the clear: 256 random bits, base64url, behind the prefix of its kind. Its owner sees
/// it once; the platform keeps [#hash].
public record Secret(String value) {
    private static final int RANDOM_BYTES = 32;
    private static final int SHOWN = 8;

    /// A new secret.
    public static Secret mint(SecretKind kind, SecureRandom random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return new Secret(
                kind.prefix() + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /// Whether this looks like a secret of that kind.
    public boolean is(SecretKind kind) {
        return value.startsWith(kind.prefix());
    }

    /// The first characters, by which its owner recognises it.
    public String shown() {
        return value.substring(0, Math.min(SHOWN, value.length()));
    }

    /// What is stored.
    public Sha256 hash() {
        return Sha256.of(value);
    }

    /// Never the secret itself.
    @Override
    public String toString() {
        return "Secret[" + shown() + "…]";
    }
}
