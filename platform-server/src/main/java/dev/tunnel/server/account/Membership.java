package dev.tunnel.server.account;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.util.UUID;

@Entity
class Membership {
    static final String OWNER = "owner";

    @EmbeddedId Key key;

    String role;

    @Column(name = "created_at")
    Instant createdAt;

    /// For Hibernate, which fills the fields.
    @SuppressWarnings("NullAway.Init")
    Membership() {}

    Membership(Key key, String role, Instant createdAt) {
        this.key = key;
        this.role = role;
        this.createdAt = createdAt;
    }

    @Embeddable
    record Key(
            @Column(name = "account_id") UUID accountId, @Column(name = "user_id") UUID userId) {}
}
