package dev.tunnel.server.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

@Entity
@Immutable
@Table(name = "audit_event")
class AuditEvent {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable Long id;

    Instant at;
    String actor;

    @Column(name = "account_id")
    @Nullable UUID accountId;

    String action;
    String subject;

    @JdbcTypeCode(SqlTypes.JSON)
    Map<String, String> detail;

    @Nullable String ip;
    @Nullable String via;

    /// For Hibernate, which fills the fields.
    @SuppressWarnings("NullAway.Init")
    AuditEvent() {}

    AuditEvent(Instant at, Actor actor, AuditEntry entry) {
        this.at = at;
        this.actor = actor.name();
        this.via = actor.via();
        this.ip = actor.ip();
        this.accountId = entry.account() == null ? null : entry.account().value();
        this.action = entry.action();
        this.subject = entry.subject();
        this.detail = entry.detail();
    }
}
