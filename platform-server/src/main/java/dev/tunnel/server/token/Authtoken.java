package dev.tunnel.server.token;

import dev.tunnel.server.caller.Caller.Identity;
import dev.tunnel.server.http.Cursor;
import dev.tunnel.server.secret.Secret;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

@Entity
class Authtoken {
    @Id UUID id;

    @Column(name = "account_id")
    UUID accountId;

    @Column(name = "created_by")
    @Nullable UUID createdBy;

    String name;
    String prefix;
    byte[] hash;

    @JdbcTypeCode(SqlTypes.JSON)
    Scope scope;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "expires_at")
    @Nullable Instant expiresAt;

    @Column(name = "last_used_at")
    @Nullable Instant lastUsedAt;

    @Column(name = "last_used_ip")
    @Nullable String lastUsedIp;

    @Column(name = "revoked_at")
    @Nullable Instant revokedAt;

    /// For Hibernate, which fills the fields.
    @SuppressWarnings("NullAway.Init")
    Authtoken() {}

    Authtoken(Identity owner, NewAuthtoken wanted, Secret secret, Instant createdAt) {
        this.id = UUID.randomUUID();
        this.accountId = owner.account().value();
        this.createdBy = owner.user().value();
        this.name = wanted.name().strip();
        this.scope = Objects.requireNonNullElse(wanted.scope(), Scope.ALL);
        this.expiresAt = wanted.expiresAt();
        this.prefix = secret.shown();
        this.hash = secret.hash().bytes();
        this.createdAt = createdAt;
    }

    Cursor cursor() {
        return new Cursor(createdAt, id);
    }
}
