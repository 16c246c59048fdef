package dev.tunnel.server.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Argon2id (RFC 9106) in the PHC string form, `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`.
///
/// @param memoryKib memory, in KiB
/// @param passes how often it is gone over
record Argon2(int memoryKib, int passes, int lanes) {
    /// OWASP's recommendation for Argon2id.
    static final Argon2 CURRENT = new Argon2(19_456, 2, 1);

    /// What a stored hash may ask for at most, whatever came into the database.
    private static final Argon2 LARGEST = new Argon2(65_536, 10, 4);

    private static final int HASH_BYTES = 32;
    private static final Pattern FORM =
            Pattern.compile(
                    "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    /// The stored form of a password.
    String encode(String password, byte[] salt) {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(
                        memoryKib,
                        passes,
                        lanes,
                        base64.encodeToString(salt),
                        base64.encodeToString(hash(password, salt, HASH_BYTES)));
    }

    /// Whether a password is the one that was stored, in constant time.
    ///
    /// @throws IllegalArgumentException if the stored form is none
    static boolean matches(String password, String stored) {
        Matcher parts = FORM.matcher(stored);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not an Argon2id hash");
        }
        Argon2 parameters =
                new Argon2(
                        Integer.parseInt(parts.group(1)),
                        Integer.parseInt(parts.group(2)),
                        Integer.parseInt(parts.group(3)));
        if (parameters.exceeds(LARGEST)) {
            throw new IllegalArgumentException("too costly: " + parameters);
        }
        byte[] salt = Base64.getDecoder().decode(parts.group(4));
        byte[] expected = Base64.getDecoder().decode(parts.group(5));
        return MessageDigest.isEqual(expected, parameters.hash(password, salt, expected.length));
    }

    private boolean exceeds(Argon2 limit) {
        return memoryKib > limit.memoryKib || passes > limit.passes || lanes > limit.lanes;
    }

    private byte[] hash(String password, byte[] salt, int length) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withMemoryAsKB(memoryKib)
                        .withIterations(passes)
                        .withParallelism(lanes)
                        .withSalt(salt)
                        .build());
        byte[] hash = new byte[length];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }
}
