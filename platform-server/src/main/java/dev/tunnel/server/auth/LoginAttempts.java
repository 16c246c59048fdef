package dev.tunnel.server.auth;

import dev.tunnel.server.config.TunnelConfig;
import dev.tunnel.server.limit.AddressKey;
import dev.tunnel.server.limit.Rate;
import dev.tunnel.server.limit.RateLimiter;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// Counts logins by address, by address and email, and by email wherever they come from: many
/// addresses that guess one password get no further than a few would.
///
/// The last limit is so wide that one address does not use it up, and with it keep the owner out.
final class LoginAttempts {
    private static final int MINUTES_AT_ONCE = 15;

    private final RateLimiter addresses;
    private final RateLimiter pairs;
    private final RateLimiter emails;

    LoginAttempts(TunnelConfig.Limit limit, Clock clock) {
        this.addresses = new RateLimiter(Rate.perMinute(limit.login()), clock);
        this.pairs = new RateLimiter(Rate.perMinute(limit.loginPerEmail()), clock);
        int anywhere = 2 * limit.loginPerEmail();
        this.emails =
                new RateLimiter(
                        new Rate(
                                anywhere * MINUTES_AT_ONCE,
                                Duration.ofMinutes(1).dividedBy(anywhere)),
                        clock);
    }

    /// Counts one, unless it is one too many.
    ///
    /// @return empty if it may go on, otherwise how long to wait
    Optional<Duration> count(String ip, String email) {
        return addresses
                .attempt(AddressKey.of(ip))
                .or(() -> pairs.attempt(pair(ip, email)))
                .or(() -> emails.attempt(lower(email)));
    }

    /// Takes one back.
    void forgive(String ip, String email) {
        addresses.forgive(AddressKey.of(ip));
        pairs.forgive(pair(ip, email));
        emails.forgive(lower(email));
    }

    private static String pair(String ip, String email) {
        return AddressKey.of(ip) + " " + lower(email);
    }

    private static String lower(String email) {
        return email.toLowerCase(Locale.ROOT);
    }
}
