package dev.tunnel.server.auth;

import dev.tunnel.server.caller.UserId;
import dev.tunnel.server.secret.Sha256;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "refresh_token")
class RefreshToken {
    @Id UUID id;

    UUID family;

    @Column(name = "user_id")
    UUID userId;

    byte[] hash;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "expires_at")
    Instant expiresAt;

    @Column(name = "used_at")
    @Nullable Instant usedAt;

    @Column(name = "revoked_at")
    @Nullable Instant revokedAt;

    /// For Hibernate, which fills the fields.
    @SuppressWarnings("NullAway.Init")
    RefreshToken() {}

    RefreshToken(UUID family, UserId user, Sha256 hash, Instant createdAt, Instant expiresAt) {
        this.id = UUID.randomUUID();
        this.family = family;
        this.userId = user.value();
        this.hash = hash.bytes();
        this.createdAt = createdAt;
        this.expiresAt = expiresAt;
    }
}
