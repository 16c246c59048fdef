package dev.tunnel.server.auth;

import dev.tunnel.server.caller.ClientAddress;
import dev.tunnel.server.config.TunnelConfig;
import dev.tunnel.server.http.ProblemException;
import dev.tunnel.server.limit.AddressKey;
import dev.tunnel.server.limit.Rate;
import dev.tunnel.server.limit.RateLimiter;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// How often an address may sign up, log in, and try the password of one email.
@Singleton
final class AttemptLimits {
    private final RateLimiter signUps;
    private final LoginAttempts logins;
    private final ClientAddress address;

    AttemptLimits(TunnelConfig config, Clock clock, ClientAddress address) {
        this.signUps = new RateLimiter(Rate.perMinute(config.limit().signup()), clock);
        this.logins = new LoginAttempts(config.limit(), clock);
        this.address = address;
    }

    void countSignUp() {
        check(signUps.attempt(AddressKey.of(address.ip())));
    }

    void countLogin(String email) {
        check(logins.count(address.ip(), email));
    }

    /// The password was right: that was no attempt at guessing.
    void forgiveLogin(String email) {
        logins.forgive(address.ip(), email);
    }

    private static void check(Optional<Duration> refused) {
        refused.ifPresent(wait -> {
            throw ProblemException.rateLimited(wait);
        });
    }
}
