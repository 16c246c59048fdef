package dev.tunnel.server.reservation;

import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.http.Cursor;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "reserved_subdomain")
class ReservedSubdomain {
    @Id UUID id;

    @Column(name = "account_id")
    UUID accountId;

    String name;
    String host;
    String description;

    @Column(name = "created_at")
    Instant createdAt;

    /// For Hibernate, which fills the fields.
    @SuppressWarnings("NullAway.Init")
    ReservedSubdomain() {}

    ReservedSubdomain(
            AccountId account, String name, String host, String description, Instant createdAt) {
        this.id = UUID.randomUUID();
        this.accountId = account.value();
        this.name = name;
        this.host = host;
        this.description = description;
        this.createdAt = createdAt;
    }

    Cursor cursor() {
        return new Cursor(createdAt, id);
    }
}
