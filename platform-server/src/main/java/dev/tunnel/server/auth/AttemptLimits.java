package dev.tunnel.server.auth;

import dev.tunnel.server.caller.ClientAddress;
import dev.tunnel.server.config.TunnelConfig;
import dev.tunnel.server.http.ProblemException;
import dev.tunnel.server.limit.Rate;
import dev.tunnel.server.limit.RateLimiter;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Locale;

/// How often an address may sign up, log in, and try the password of one email.
@Singleton
final class AttemptLimits {
    private final RateLimiter signUps;
    private final RateLimiter logins;
    private final RateLimiter passwords;
    private final ClientAddress address;

    AttemptLimits(TunnelConfig config, Clock clock, ClientAddress address) {
        this.signUps = new RateLimiter(Rate.perMinute(config.limit().signup()), clock);
        this.logins = new RateLimiter(Rate.perMinute(config.limit().login()), clock);
        this.passwords = new RateLimiter(Rate.perMinute(config.limit().loginPerEmail()), clock);
        this.address = address;
    }

    void countSignUp() {
        count(signUps, address.ip());
    }

    void countLogin(String email) {
        count(logins, address.ip());
        count(passwords, key(email));
    }

    /// The password was right: that was no attempt at guessing.
    void forgiveLogin(String email) {
        logins.forgive(address.ip());
        passwords.forgive(key(email));
    }

    private String key(String email) {
        return address.ip() + " " + email.toLowerCase(Locale.ROOT);
    }

    private static void count(RateLimiter limiter, String key) {
        limiter.attempt(key)
                .ifPresent(wait -> {
                    throw ProblemException.rateLimited(wait);
                });
    }
}
