package dev.tunnel.server.reservation.domain;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.server.audit.AuditEntry;
import dev.tunnel.server.audit.AuditLog;
import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.config.TunnelConfig;
import dev.tunnel.server.http.Page;
import dev.tunnel.server.http.PageRequest;
import dev.tunnel.server.http.ProblemException;
import dev.tunnel.server.quota.LimitService;
import dev.tunnel.server.quota.Limits;
import dev.tunnel.server.reservation.Hostnames;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Domains of accounts' own. Anybody may begin to prove any domain: what is not proved is nobody's,
/// and stands in nobody's way.
@ApplicationScoped
public class ReservedDomainService {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int PROOF_LENGTH = 26;

    private final ReservedDomains domains;
    private final Hostnames hostnames;
    private final LimitService limits;
    private final Event<DomainLost> lost;
    private final AuditLog audit;
    private final TunnelConfig config;
    private final SecureRandom random;
    private final Clock clock;

    ReservedDomainService(
            ReservedDomains domains,
            Hostnames hostnames,
            LimitService limits,
            Event<DomainLost> lost,
            AuditLog audit,
            TunnelConfig config,
            SecureRandom random,
            Clock clock) {
        this.domains = domains;
        this.hostnames = hostnames;
        this.limits = limits;
        this.lost = lost;
        this.audit = audit;
        this.config = config;
        this.random = random;
        this.clock = clock;
    }

    /// Whether tunnels of the account may have this host name.
    public boolean isOwned(AccountId account, DomainName hostname) {
        return domains.isOwned(account, hostname);
    }

    Page<ReservedDomain> list(AccountId account, PageRequest page) {
        return Page.of(domains.page(account, page), page, ReservedDomain::cursor);
    }

    /// @throws ProblemException `not_found`, also for another account's
    ReservedDomain get(AccountId account, UUID id) {
        return domains.of(account, id).orElseThrow(ProblemException::notFound);
    }

    /// The reservation that has proved the domain, whosever it is.
    Optional<ReservedDomain> owner(DomainName hostname) {
        return domains.owning(hostname);
    }

    /// Puts a domain on the account's list, to be proved.
    ///
    /// @throws ProblemException `name_taken` when it is on the list, `name_forbidden` below the
    ///   server's own domain, `limit_reached`
    @Transactional
    ReservedDomain reserve(AccountId account, DomainName hostname, String description) {
        if (hostname.isWithin(config.domain())) {
            throw new ProblemException(
                    ProblemCode.NAME_FORBIDDEN,
                    "Names below " + config.domain() + " are reserved as subdomains");
        }
        limits.serialise(account);
        long most = limits.of(account).reservedDomains();
        if (!Limits.allowsOneMore(most, domains.countOf(account))) {
            throw new ProblemException(
                    ProblemCode.LIMIT_REACHED, "This account may reserve " + most + " domains");
        }
        ReservedDomain domain =
                new ReservedDomain(
                        UUID.randomUUID(),
                        account,
                        hostname,
                        proof(),
                        description,
                        clock.instant(),
                        Optional.empty(),
                        Optional.empty());
        if (!domains.insert(domain)) {
            throw new ProblemException(
                    ProblemCode.NAME_TAKEN, hostname + " is on the account's list already");
        }
        audit(domain, "reserved_domain.created");
        return domain;
    }

    /// The records were looked for, and are not there.
    @Transactional
    void missed(ReservedDomain domain) {
        domains.checked(domain.id(), clock.instant());
    }

    /// The records are there: the domain is the account's, unless another account has it.
    ///
    /// @throws ProblemException `name_taken`, `not_found`
    @Transactional
    ReservedDomain proved(AccountId account, UUID id) {
        limits.serialise(account);
        ReservedDomain domain = get(account, id);
        if (!hostnames.take(account, domain.hostname().name())) {
            throw new ProblemException(
                    ProblemCode.NAME_TAKEN, domain.hostname() + " is another account's");
        }
        domains.own(id, clock.instant());
        domains.checked(id, clock.instant());
        if (domain.verified().isEmpty()) {
            audit(domain, "reserved_domain.verified");
        }
        return get(account, id);
    }

    /// The domain is no longer its account's, which may prove it again. Its tunnels close.
    @Transactional
    void disown(ReservedDomain domain) {
        limits.serialise(domain.account());
        if (domains.owning(domain.hostname()).filter(domain::equals).isPresent()) {
            lost.fire(new DomainLost(domain.account(), domain.hostname()));
            domains.disown(domain.id());
            audit(domain, "reserved_domain.lost");
        }
    }

    /// Gives a domain back. A tunnel that has it keeps it until it closes.
    ///
    /// @throws ProblemException `not_found`
    @Transactional
    void release(AccountId account, UUID id) {
        ReservedDomain domain = get(account, id);
        if (!domains.delete(account, id)) {
            throw ProblemException.notFound();
        }
        audit(domain, "reserved_domain.deleted");
    }

    private String proof() {
        StringBuilder proof = new StringBuilder();
        for (int i = 0; i < PROOF_LENGTH; i++) {
            proof.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return proof.toString();
    }

    private void audit(ReservedDomain domain, String action) {
        audit.record(
                new AuditEntry(
                        domain.account(),
                        action,
                        domain.id().toString(),
                        Map.of("hostname", domain.hostname().name())));
    }
}
