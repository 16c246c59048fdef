package dev.tunnel.server.auth;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.server.http.ProblemException;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Hashes and checks passwords, a few at a time: each takes 19 MiB, and logins must not be able to
/// take all the memory there is.
@Singleton
public final class Passwords {
    private static final int AT_ONCE = 4;
    private static final int SALT_BYTES = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Semaphore places = new Semaphore(AT_ONCE, true);
    private final SecureRandom random;
    private final String nobodys;

    Passwords(SecureRandom random) {
        this.random = random;
        this.nobodys = Argon2.CURRENT.encode("nobody's password", salt());
    }

    /// The form in which a password is stored.
    public String hash(String password) {
        byte[] salt = salt();
        return inTurn(() -> Argon2.CURRENT.encode(password, salt));
    }

    boolean matches(String password, String stored) {
        return inTurn(() -> Argon2.matches(password, stored));
    }

    /// Takes as long as checking a password, so that the answer does not tell whether there is such
    /// a user.
    void checkNobodys(String password) {
        boolean _ = matches(password, nobodys);
    }

    private <T> T inTurn(Supplier<T> work) {
        try {
            if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ProblemException(
                        ProblemCode.UNAVAILABLE, "Too many logins at once, try again shortly");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(ProblemCode.UNAVAILABLE, "The platform is stopping");
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }

    private byte[] salt() {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return salt;
    }
}
