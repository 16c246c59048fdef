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

        static Purpose ofWire(String wire) {
            return valueOf(wire.toUpperCase(Locale.ROOT));
        }
    }

    /// Whose link it is, what for, and the address that it was mailed to.
    record Link(UserId user, Purpose purpose, String email) {}

    /// A new link; those before it for the same purpose are not good any more.
    Secret issue(UserId user, Purpose purpose, String email, Instant expiresAt) {
        Secret secret = Secret.mint(SecretKind.MAIL_LINK, random);
        sql.list("select id from app_user where id = ? for no key update", _ -> user, user.value());
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

    /// A link that is good. Whoever acts on it changes the user first and uses the link up last, so
    /// that a user's row is locked before those of its links.
    Optional<Link> good(Sha256 hash) {
        return sql.first(
                """
                select user_id, purpose, email from mail_link
                where hash = ? and used_at is null and expires_at > ?
                """,
                row ->
                        new Link(
                                new UserId(row.uuid("user_id")),
                                Purpose.ofWire(row.text("purpose")),
                                row.text("email")),
                hash.bytes(),
                clock.instant());
    }

    /// Uses a link up. Of two that try at once, one succeeds.
    boolean use(Sha256 hash) {
        return sql.update(
                        """
                        update mail_link set used_at = ?
                        where hash = ? and used_at is null and expires_at > ?
                        """,
                        clock.instant(),
                        hash.bytes(),
                        clock.instant())
                == 1;
    }

    /// Ends the links by which a user's password or address could be changed.
    void endChanges(UserId user) {
        end(user, Purpose.CHANGE_EMAIL);
        end(user, Purpose.RESET_PASSWORD);
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
