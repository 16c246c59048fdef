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
        boolean last =
                sql.one(
                        """
                        select exists (
                                select from app_user where id = ? and server_admin
                                    and suspended_at is null)
                            and not exists (
                                select from app_user where id <> ? and server_admin
                                    and suspended_at is null) as last
                        """,
                        row -> row.flag("last"),
                        user.value(),
                        user.value());
        if (last) {
            throw new ProblemException(
                    ProblemCode.LAST_ADMIN, "This is the server's only administrator");
        }
    }
}
