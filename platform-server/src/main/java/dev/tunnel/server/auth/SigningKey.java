package dev.tunnel.server.auth;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.security.KeyPair;
import java.time.Instant;

/// The key pair (EC P-256) that signs access tokens: PKCS 8 and X.509.
@Entity
@Table(name = "signing_key")
class SigningKey {
    @Id String id;

    @Column(name = "private_key")
    byte[] privateKey;

    @Column(name = "public_key")
    byte[] publicKey;

    @Column(name = "created_at")
    Instant createdAt;

    /// For Hibernate, which fills the fields.
    @SuppressWarnings("NullAway.Init")
    SigningKey() {}

    SigningKey(String id, KeyPair pair, Instant createdAt) {
        this.id = id;
        this.privateKey = pair.getPrivate().getEncoded();
        this.publicKey = pair.getPublic().getEncoded();
        this.createdAt = createdAt;
    }
}
