package dev.tunnel.server.auth;

import dev.tunnel.server.secret.Sha256;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class RefreshTokens implements PanacheRepositoryBase<RefreshToken, UUID> {
    Optional<RefreshToken> byHash(Sha256 hash) {
        return find("hash", hash.bytes()).firstResultOptional();
    }

    /// Until the transaction ends nobody else changes the family of this token. Without it a token
    /// that a refresh is about to issue outlives a logout that does not see it yet.
    Optional<UUID> lockFamily(Sha256 hash) {
        Optional<UUID> family =
                getEntityManager()
                        .createQuery(
                                "select family from RefreshToken where hash = :hash", UUID.class)
                        .setParameter("hash", hash.bytes())
                        .getResultStream()
                        .findFirst();
        family.ifPresent(this::lockFamily);
        return family;
    }

    void lockFamily(UUID family) {
        getEntityManager()
                .createNativeQuery(
                        "select pg_advisory_xact_lock(hashtextextended(:family, 0))", Object.class)
                .setParameter("family", family.toString())
                .getSingleResult();
    }

    /// Uses a token up. Of two that try at once, one succeeds.
    boolean use(Sha256 hash, Instant now) {
        return update(
                        "usedAt = ?1 where hash = ?2 and usedAt is null and revokedAt is null"
                                + " and expiresAt > ?1",
                        now,
                        hash.bytes())
                == 1;
    }

    /// Ends a login with every token that came of it.
    void revokeFamily(UUID family, Instant now) {
        update("revokedAt = ?1 where family = ?2 and revokedAt is null", now, family);
    }

    /// Forgets what has expired.
    long deleteExpired(Instant before) {
        return delete("expiresAt < ?1", before);
    }
}
