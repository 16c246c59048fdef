package dev.tunnel.server.audit;

import dev.tunnel.server.caller.Caller;
import dev.tunnel.server.caller.ClientAddress;
import dev.tunnel.server.caller.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;

/// The append-only record of every write. An entry is part of the write's own transaction: neither
/// is there without the other.
@ApplicationScoped
public class AuditLog {
    private final AuditEvents events;
    private final Caller caller;
    private final ClientAddress address;
    private final Clock clock;

    AuditLog(AuditEvents events, Caller caller, ClientAddress address, Clock clock) {
        this.events = events;
        this.caller = caller;
        this.address = address;
        this.clock = clock;
    }

    /// Something that the caller of this request did.
    @Transactional(TxType.MANDATORY)
    public void record(AuditEntry entry) {
        Actor actor = new Actor(caller.actor(), caller.via(), address.ip());
        events.persist(new AuditEvent(clock.instant(), actor, entry));
    }

    /// Something that a user did with a request that carries other credentials than the user's own,
    /// such as a login.
    @Transactional(TxType.MANDATORY)
    public void recordOf(UserId user, AuditEntry entry) {
        Actor actor = new Actor("user:" + user, null, address.ip());
        events.persist(new AuditEvent(clock.instant(), actor, entry));
    }

    /// Something that an edge, or the platform by itself, did.
    ///
    /// @param actor such as `edge:edge-1` or `platform`
    @Transactional(TxType.MANDATORY)
    public void recordBy(String actor, AuditEntry entry) {
        events.persist(new AuditEvent(clock.instant(), new Actor(actor, null, null), entry));
    }
}
