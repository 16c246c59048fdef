package dev.tunnel.server.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
class Account {
    @Id UUID id;

    String name;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "suspended_at")
    @Nullable Instant suspendedAt;

    /// For Hibernate, which fills the fields.
    @SuppressWarnings("NullAway.Init")
    Account() {}

    Account(UUID id, String name, Instant createdAt) {
        this.id = id;
        this.name = name;
        this.createdAt = createdAt;
    }
}
