package dev.tunnel.server.certificate;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.server.database.SchemaReady;
import dev.tunnel.server.http.ProblemException;
import dev.tunnel.server.secret.Sha256;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jboss.logging.Logger;

/// Private keys as they are stored: AES-256-GCM under the operator's key, bound to the row they are
/// in.
@ApplicationScoped
class Sealing {
    static final String SETTING = "TUNNEL_CERTIFICATES_KEY";

    private static final Logger LOG = Logger.getLogger(Sealing.class);
    private static final int SHORTEST = 32;
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Optional<SecretKeySpec> key;
    private final SecureRandom random;

    Sealing(CertificateSettings settings, SecureRandom random) {
        this.key =
                settings.key().or(() -> settings.keyFile().map(Sealing::read)).map(Sealing::derive);
        this.random = random;
    }

    /// A key that cannot be used is found when the platform starts, not with the first certificate.
    void check(@Observes SchemaReady event) {
        if (key.isEmpty()) {
            LOG.debugf("Edges cannot order certificates: %s is not set", SETTING);
        }
    }

    /// @throws ProblemException `unavailable` when the operator gave no key
    void require() {
        var _ = key();
    }

    /// @param place what the text belongs to; only there it can be opened
    byte[] seal(String place, String text) {
        byte[] iv = new byte[IV_BYTES];
        random.nextBytes(iv);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, place, iv)
                            .doFinal(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(IV_BYTES + sealed.length).put(iv).put(sealed).array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM does not work", e);
        }
    }

    /// @throws ProblemException `unavailable` when it was sealed with another key
    String open(String place, byte[] stored) {
        try {
            byte[] text =
                    cipher(Cipher.DECRYPT_MODE, place, Arrays.copyOf(stored, IV_BYTES))
                            .doFinal(stored, IV_BYTES, stored.length - IV_BYTES);
            return new String(text, StandardCharsets.UTF_8);
        } catch (AEADBadTagException e) {
            throw new ProblemException(
                    ProblemCode.UNAVAILABLE,
                    "What is stored for %s was not sealed with this %s".formatted(place, SETTING));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM does not work", e);
        }
    }

    private Cipher cipher(int mode, String place, byte[] iv) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key(), new GCMParameterSpec(TAG_BITS, iv));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private SecretKeySpec key() {
        return key.orElseThrow(() ->
                new ProblemException(
                        ProblemCode.UNAVAILABLE,
                        "The platform keeps no certificates: " + SETTING + " is not set"));
    }

    private static SecretKeySpec derive(String secret) {
        if (secret.length() < SHORTEST) {
            throw new IllegalArgumentException(
                    "%s must have at least %d characters; make one with: openssl rand -hex 32"
                            .formatted(SETTING, SHORTEST));
        }
        return new SecretKeySpec(Sha256.of("certificates\n" + secret).bytes(), "AES");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new IllegalArgumentException(SETTING + "_FILE cannot be read: " + file, e);
        }
    }
}
