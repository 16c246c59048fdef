package dev.tunnel.server.auth;

import dev.tunnel.server.caller.UserId;
import dev.tunnel.server.secret.Secret;
import dev.tunnel.server.secret.SecretKind;
import dev.tunnel.server.secret.Sha256;
import dev.tunnel.server.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// The rows of `mail_link`: secrets that were mailed to an address, each good once.
@ApplicationScoped
class MailLinks {
    private final Sql sql;
    private final SecureRandom random;
    private final Clock clock;

    MailLinks(Sql sql, SecureRandom random, Clock clock) {
        this.sql = sql;
        this.random = random;
        this.clock = clock;
    }

    /// What a link is for.
    enum Purpose {
        VERIFY_EMAIL,
        RESET_PASSWORD,
        CHANGE_EMAIL;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Whose link it was, and the address that it was mailed to.
    record Used(UserId user, String email) {}

    /// A new link; those before it for the same purpose are not good any more.
    Secret issue(UserId user, Purpose purpose, String email, Instant expiresAt) {
        Secret secret = Secret.mint(SecretKind.MAIL_LINK, random);
        end(user, purpose);
        sql.update(
                """
                insert into mail_link (id, user_id, purpose, email, hash, created_at, expires_at)
                values (?, ?, ?, ?, ?, ?, ?)
                """,
                UUID.randomUUID(),
                user.value(),
                purpose.wire(),
                email,
                secret.hash().bytes(),
                clock.instant(),
                expiresAt);
        return secret;
    }

    /// Uses a link up. Of two that try at once, one succeeds.
    Optional<Used> use(Sha256 hash, Purpose purpose) {
        return sql.first(
                """
                update mail_link set used_at = ?
                where hash = ? and purpose = ? and used_at is null and expires_at > ?
                returning user_id, email
                """,
                row -> new Used(new UserId(row.uuid("user_id")), row.text("email")),
                clock.instant(),
                hash.bytes(),
                purpose.wire(),
                clock.instant());
    }

    void end(UserId user, Purpose purpose) {
        sql.update(
                "delete from mail_link where user_id = ? and purpose = ?",
                user.value(),
                purpose.wire());
    }

    void forgetExpired() {
        sql.update("delete from mail_link where expires_at < ?", clock.instant());
    }
}
