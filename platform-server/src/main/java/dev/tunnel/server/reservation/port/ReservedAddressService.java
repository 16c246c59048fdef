package dev.tunnel.server.reservation.port;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.server.audit.AuditEntry;
import dev.tunnel.server.audit.AuditLog;
import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.http.Page;
import dev.tunnel.server.http.PageRequest;
import dev.tunnel.server.http.ProblemException;
import dev.tunnel.server.quota.LimitService;
import dev.tunnel.server.quota.Limits;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// TCP ports that only their account may use.
@ApplicationScoped
class ReservedAddressService {
    private static final int ATTEMPTS = 100;

    private final ReservedAddresses addresses;
    private final TcpPorts ports;
    private final LimitService limits;
    private final AuditLog audit;
    private final Clock clock;

    ReservedAddressService(
            ReservedAddresses addresses,
            TcpPorts ports,
            LimitService limits,
            AuditLog audit,
            Clock clock) {
        this.addresses = addresses;
        this.ports = ports;
        this.limits = limits;
        this.audit = audit;
        this.clock = clock;
    }

    Page<ReservedAddress> list(AccountId account, PageRequest page) {
        return Page.of(addresses.page(account, page), page, ReservedAddress::cursor);
    }

    /// @throws ProblemException `not_found`, also for another account's
    ReservedAddress get(AccountId account, UUID id) {
        return addresses.of(account, id).orElseThrow(ProblemException::notFound);
    }

    /// Holds a port for an account, the one asked for or a free one. Of any number that ask for one
    /// at once, one account gets it.
    ///
    /// @throws ProblemException `port_taken` without saying by whom, `port_out_of_range`,
    ///   `ports_exhausted`, `limit_reached`
    @Transactional
    ReservedAddress reserve(AccountId account, @Nullable Integer asked, String description) {
        limits.serialise(account);
        long most = limits.of(account).reservedAddresses();
        if (!Limits.allowsOneMore(most, addresses.countOf(account))) {
            throw new ProblemException(
                    ProblemCode.LIMIT_REACHED, "This account may reserve " + most + " ports");
        }
        int port = asked == null ? free(account) : named(account, asked);
        ReservedAddress address =
                new ReservedAddress(UUID.randomUUID(), port, description, clock.instant());
        if (!addresses.insert(account, address)) {
            throw taken(port);
        }
        audit(account, "reserved_address.created", address);
        return address;
    }

    /// Gives a port back. A tunnel that has it keeps it until it closes.
    ///
    /// @throws ProblemException `not_found`
    @Transactional
    void release(AccountId account, UUID id) {
        ReservedAddress address = get(account, id);
        if (!addresses.delete(account, id)) {
            throw ProblemException.notFound();
        }
        audit(account, "reserved_address.deleted", address);
    }

    private int named(AccountId account, int port) {
        if (!ports.isServed(port)) {
            throw new ProblemException(
                    ProblemCode.PORT_OUT_OF_RANGE, "No edge of this server has port " + port);
        }
        if (!ports.take(account, port)) {
            throw taken(port);
        }
        return port;
    }

    /// Others may take the port that was seen free at the same moment: then the next one is tried.
    private int free(AccountId account) {
        for (int i = 0; i < ATTEMPTS; i++) {
            Optional<Integer> port = ports.takeFree(account);
            if (port.isPresent()) {
                return port.get();
            }
            if (!ports.anyFree()) {
                throw new ProblemException(
                        ProblemCode.PORTS_EXHAUSTED, "All TCP ports of this server are in use");
            }
        }
        throw new ProblemException(ProblemCode.UNAVAILABLE, "Too many ask for a port, try again");
    }

    private static ProblemException taken(int port) {
        return new ProblemException(ProblemCode.PORT_TAKEN, "Port " + port + " is taken");
    }

    private void audit(AccountId account, String action, ReservedAddress address) {
        audit.record(
                new AuditEntry(
                        account,
                        action,
                        address.id().toString(),
                        Map.of("port", String.valueOf(address.port()))));
    }
}
