package dev.tunnel.server.reservation.domain;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.config.TunnelConfig;
import dev.tunnel.server.dns.Dns;
import dev.tunnel.server.dns.DnsFailure;
import dev.tunnel.server.http.ProblemException;
import dev.tunnel.server.limit.Rate;
import dev.tunnel.server.limit.RateLimiter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Looks for the records that prove a domain. Between its transactions, not within one: a name
/// server may take seconds to answer.
@ApplicationScoped
class Verification {
    private static final Logger LOG = Logger.getLogger(Verification.class);
    private static final Rate RATE = Rate.perMinute(30);

    private final ReservedDomainService domains;
    private final Dns dns;
    private final TunnelConfig config;
    private final RateLimiter attempts;

    Verification(ReservedDomainService domains, Dns dns, TunnelConfig config, Clock clock) {
        this.domains = domains;
        this.dns = dns;
        this.config = config;
        this.attempts = new RateLimiter(RATE, clock);
    }

    /// Looks whether one of the records is there; then the domain is the account's. An account that
    /// proved it before and whose record has gone loses it: domains are sold.
    ///
    /// @throws ProblemException `domain_not_verified`, `name_taken`, `not_found`, `rate_limited`,
    ///   `unavailable` when the resolver does not answer
    ReservedDomain verify(AccountId account, UUID id) {
        ReservedDomain domain = domains.get(account, id);
        Optional<Duration> wait = attempts.attempt(account.toString());
        if (wait.isPresent()) {
            throw ProblemException.rateLimited(wait.get());
        }
        if (!isProved(domain)) {
            domains.missed(domain);
            throw new ProblemException(
                    ProblemCode.DOMAIN_NOT_VERIFIED,
                    "Neither record of %s was found; a new one may take as long to be seen as the"
                                    .formatted(domain.hostname())
                            + " old one was to be kept");
        }
        domains.owner(domain.hostname())
                .filter(owner -> !owner.account().equals(account))
                .filter(owner -> !isProved(owner))
                .ifPresent(domains::disown);
        return domains.proved(account, id);
    }

    private boolean isProved(ReservedDomain domain) {
        DnsRecord alias = domain.alias(config.domain().toLowerCase(Locale.ROOT));
        DnsRecord text = domain.text();
        try {
            return dns.aliased(alias.name()).contains(alias.value())
                    || dns.texts(text.name()).contains(text.value());
        } catch (DnsFailure e) {
            LOG.warnf("The resolver did not answer for %s: %s", domain.hostname(), e.getMessage());
            throw new ProblemException(
                    ProblemCode.UNAVAILABLE, "The name servers did not answer, try again");
        }
    }
}
