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
import java.util.Locale;
import java.util.Optional;

/// How often an address may sign up, log in, and try the password of one email.
@Singleton
final class AttemptLimits {
    private final RateLimiter signUps;
    private final LoginAttempts logins;
    private final RateLimiter mails;
    private final RateLimiter links;
    private final ClientAddress address;

    AttemptLimits(TunnelConfig config, Clock clock, ClientAddress address) {
        this.signUps = new RateLimiter(Rate.perMinute(config.limit().signup()), clock);
        this.logins = new LoginAttempts(config.limit(), clock);
        this.mails = new RateLimiter(Rate.perMinute(config.limit().mail()), clock);
        this.links = new RateLimiter(Rate.perMinute(config.limit().login()), clock);
        this.address = address;
    }

    void countSignUp() {
        check(signUps.attempt(AddressKey.of(address.ip())));
    }

    /// Mails that one address asks for, and mails to one person.
    void countMail(String to) {
        check(mails.attempt("from " + AddressKey.of(address.ip())));
        check(mails.attempt("to " + to.toLowerCase(Locale.ROOT)));
    }

    /// Secrets of links that are tried: each costs the hashing of a password.
    void countLink() {
        check(links.attempt(AddressKey.of(address.ip())));
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
