package dev.tunnel.server.auth;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.server.auth.AccessTokens.Claims;
import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.caller.Caller.Credential;
import dev.tunnel.server.caller.Caller.Identity;
import dev.tunnel.server.http.Access.Role;
import dev.tunnel.server.http.ProblemException;
import dev.tunnel.server.sql.Row;
import dev.tunnel.server.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/// What the user of an access token may do right now: one look-up by primary keys.
@ApplicationScoped
class Standings {
    private final Sql sql;

    Standings(Sql sql) {
        this.sql = sql;
    }

    private record Standing(
            boolean loggedIn, boolean suspended, boolean serverAdmin, Optional<Role> role) {
        static Standing of(Row row) {
            return new Standing(
                    row.flag("logged_in"),
                    row.flag("suspended"),
                    row.flag("server_admin"),
                    row.optionalText("role").map(Role::ofWire));
        }
    }

    /// Who the caller is.
    ///
    /// @param asked the account that the request names
    /// @throws ProblemException `unauthenticated` after the end of the login, `account_suspended`,
    ///   `not_found` for an account that is not the user's, `token_expired` when the token's own
    ///   account is not the user's any more: a new one is for another
    Identity of(Claims claims, Optional<AccountId> asked) {
        AccountId account = asked.orElse(claims.account());
        Standing standing =
                standing(claims, account)
                        .filter(Standing::loggedIn)
                        .orElseThrow(() ->
                                new ProblemException(
                                        ProblemCode.UNAUTHENTICATED, "This login has ended"));
        if (standing.suspended()) {
            throw new ProblemException(
                    ProblemCode.ACCOUNT_SUSPENDED, "An administrator suspended this account");
        }
        Role role =
                standing.role()
                        .orElseThrow(() ->
                                asked.isPresent()
                                        ? ProblemException.notFound()
                                        : new ProblemException(
                                                ProblemCode.TOKEN_EXPIRED,
                                                "The account of this token is not yours any more,"
                                                        + " refresh it"));
        return new Identity(
                claims.user(),
                account,
                role,
                standing.serverAdmin(),
                new Credential.Login(claims.login()));
    }

    private Optional<Standing> standing(Claims claims, AccountId account) {
        return sql.first(
                """
                select l.ended_at is null as logged_in, u.server_admin, m.role,
                    u.suspended_at is not null
                        or m.role is not null and a.suspended_at is not null as suspended
                from login_session l
                join app_user u on u.id = l.user_id
                left join account a on a.id = ?
                left join membership m on m.account_id = a.id and m.user_id = u.id
                where l.id = ? and l.user_id = ?
                """,
                Standing::of,
                account.value(),
                claims.login(),
                claims.user().value());
    }
}
