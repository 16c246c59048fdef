package dev.tunnel.server.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;

/// Names for tunnels that asked for none: 10 characters of base32 that nobody misreads (no i, l, o,
/// u), 50 random bits, so that a name can be neither guessed nor found by trying.
@ApplicationScoped
class RandomNames {
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 10;

    private final SecureRandom random;

    RandomNames(SecureRandom random) {
        this.random = random;
    }

    String next() {
        StringBuilder name = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            name.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return name.toString();
    }
}
