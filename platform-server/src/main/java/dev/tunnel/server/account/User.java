package dev.tunnel.server.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Never changed as a whole row, which would undo what others change at the same time: each change
/// is a statement of its own columns.
@Entity
@Table(name = "app_user")
class User {
    @Id UUID id;

    String email;

    @Column(name = "password_hash")
    String passwordHash;

    @Column(name = "server_admin")
    boolean serverAdmin;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "display_name")
    String displayName;

    @Column(name = "email_verified_at")
    @Nullable Instant emailVerifiedAt;

    @Column(name = "suspended_at")
    @Nullable Instant suspendedAt;

    /// For Hibernate, which fills the fields.
    @SuppressWarnings("NullAway.Init")
    User() {}

    User(UUID id, Registration registration, boolean serverAdmin, Instant createdAt) {
        this.id = id;
        this.email = registration.email();
        this.passwordHash = registration.passwordHash();
        this.serverAdmin = serverAdmin;
        this.displayName = registration.displayName();
        this.createdAt = createdAt;
    }
}
