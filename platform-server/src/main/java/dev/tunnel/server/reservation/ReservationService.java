package dev.tunnel.server.reservation;

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
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;

/// Subdomains that only their account may use.
@ApplicationScoped
class ReservationService {
    private final ReservedSubdomains reservations;
    private final Hostnames hostnames;
    private final ForbiddenNames forbidden;
    private final LimitService limits;
    private final AuditLog audit;
    private final TunnelConfig config;
    private final Clock clock;

    ReservationService(
            ReservedSubdomains reservations,
            Hostnames hostnames,
            ForbiddenNames forbidden,
            LimitService limits,
            AuditLog audit,
            TunnelConfig config,
            Clock clock) {
        this.reservations = reservations;
        this.hostnames = hostnames;
        this.forbidden = forbidden;
        this.limits = limits;
        this.audit = audit;
        this.config = config;
        this.clock = clock;
    }

    @Transactional
    Page<ReservedSubdomain> list(AccountId account, PageRequest page) {
        return Page.of(reservations.page(account, page), page, ReservedSubdomain::cursor);
    }

    /// @throws ProblemException `not_found`, also for another account's
    @Transactional
    ReservedSubdomain get(AccountId account, UUID id) {
        return reservations.of(account, id).orElseThrow(ProblemException::notFound);
    }

    /// Reserves a name. Of any number that try at once, one account gets it.
    ///
    /// @throws ProblemException `name_taken` without saying by whom, `name_forbidden`,
    ///   `limit_reached`
    @Transactional
    ReservedSubdomain reserve(AccountId account, Subdomain name, String description) {
        forbidden.check(name);
        limits.serialise(account);
        String host = name.below(config.domain());
        if (!hostnames.take(account, host) || reservations.exists(account, name.label())) {
            throw new ProblemException(ProblemCode.NAME_TAKEN, host + " is taken");
        }
        long most = limits.of(account).reservedSubdomains();
        if (!Limits.allowsOneMore(most, reservations.countOf(account))) {
            throw new ProblemException(
                    ProblemCode.LIMIT_REACHED, "This account may reserve " + most + " subdomains");
        }
        ReservedSubdomain reservation =
                new ReservedSubdomain(account, name.label(), host, description, clock.instant());
        reservations.persist(reservation);
        audit(account, "reserved_subdomain.created", reservation);
        return reservation;
    }

    /// @throws ProblemException `not_found`
    @Transactional
    ReservedSubdomain describe(AccountId account, UUID id, String description) {
        ReservedSubdomain reservation = get(account, id);
        reservation.description = description;
        audit(account, "reserved_subdomain.changed", reservation);
        return reservation;
    }

    /// Gives a name back. A tunnel that has it keeps it until it closes.
    ///
    /// @throws ProblemException `not_found`
    @Transactional
    void release(AccountId account, UUID id) {
        ReservedSubdomain reservation = get(account, id);
        if (!reservations.delete(account, id)) {
            throw ProblemException.notFound();
        }
        audit(account, "reserved_subdomain.deleted", reservation);
    }

    private void audit(AccountId account, String action, ReservedSubdomain reservation) {
        audit.record(
                new AuditEntry(
                        account,
                        action,
                        reservation.id.toString(),
                        Map.of("name", reservation.name)));
    }
}
