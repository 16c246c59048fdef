package dev.tunnel.server.request;

import dev.tunnel.server.secret.Sha256;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Answers as they are kept for a retry: AES-256-GCM under the caller's own Idempotency-Key,
/// because an answer may hold a secret, and secrets are not stored.
final class SealedAnswer {
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;

    private SealedAnswer() {}

    static byte[] seal(String key, byte[] answer, SecureRandom random) {
        byte[] iv = new byte[IV_BYTES];
        random.nextBytes(iv);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, key, iv, answer);
        return ByteBuffer.allocate(IV_BYTES + sealed.length).put(iv).put(sealed).array();
    }

    static byte[] open(String key, byte[] stored) {
        byte[] iv = Arrays.copyOf(stored, IV_BYTES);
        return run(
                Cipher.DECRYPT_MODE, key, iv, Arrays.copyOfRange(stored, IV_BYTES, stored.length));
    }

    private static byte[] run(int mode, String key, byte[] iv, byte[] input) {
        try {
            byte[] secret = Sha256.of("idempotent answer\n" + key).bytes();
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(secret, "AES"), new GCMParameterSpec(TAG_BITS, iv));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an answer cannot be sealed or opened", e);
        }
    }
}
