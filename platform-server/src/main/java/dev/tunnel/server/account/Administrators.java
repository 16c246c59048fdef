package dev.tunnel.server.account;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.server.audit.AuditEntry;
import dev.tunnel.server.audit.AuditLog;
import dev.tunnel.server.caller.UserId;
import dev.tunnel.server.http.ProblemException;
import dev.tunnel.server.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Map;
import java.util.stream.Stream;

/// Who administers the server. There is always somebody.
@ApplicationScoped
public class Administrators {
    private final Sql sql;
    private final Users users;
    private final AuditLog audit;

    Administrators(Sql sql, Users users, AuditLog audit) {
        this.sql = sql;
        this.users = users;
        this.audit = audit;
    }

    /// Makes a user an administrator, or an administrator a user.
    ///
    /// @throws ProblemException `not_found`, `last_admin`
    @Transactional
    public void set(UserId user, boolean administers) {
        if (!administers) {
            keepOneBesides(user);
        }
        if (sql.update(
                        "update app_user set server_admin = ? where id = ?",
                        administers,
                        user.value())
                == 0) {
            throw ProblemException.notFound();
        }
        audit.record(
                new AuditEntry(
                        null,
                        "user.role_set",
                        user.toString(),
                        Map.of("role", administers ? "admin" : "user")));
    }

    /// Lets changes of who administers the server, and of who is suspended, happen one after the
    /// other. Before any row is locked, so that none waits for another in a circle.
    @Transactional(TxType.MANDATORY)
    public void serialise() {
        users.lockForSignUp();
    }

    /// Before somebody is taken out of the administrators. Others who are about to do the same wait
    /// until this transaction has ended.
    ///
    /// @throws ProblemException `last_admin`
    @Transactional(TxType.MANDATORY)
    void keepOneBesides(UserId user) {
        serialise();
        if (some("u.id = ?", user) && !some("u.id <> ?", user)) {
            throw last();
        }
    }

    /// After accounts were suspended, by who has serialised before.
    ///
    /// @throws ProblemException `last_admin` when no administrator is left who can log in
    @Transactional(TxType.MANDATORY)
    void mustRemain() {
        if (!some("true")) {
            throw last();
        }
    }

    /// Whether there are administrators who can log in: neither they nor all of their accounts are
    /// suspended.
    private boolean some(String which, UserId... users) {
        return sql.one(
                """
                select exists (
                    select from app_user u
                    where u.server_admin and u.suspended_at is null and exists (
                        select from membership m join account a on a.id = m.account_id
                        where m.user_id = u.id and a.suspended_at is null)
                    and %s) as some
                """
                        .formatted(which),
                row -> row.flag("some"),
                Stream.of(users).map(UserId::value).toArray());
    }

    private static ProblemException last() {
        return new ProblemException(
                ProblemCode.LAST_ADMIN, "This is the server's only administrator");
    }
}
