package dev.tunnel.server.caller;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.server.http.Access.Role;
import dev.tunnel.server.http.ProblemException;
import jakarta.enterprise.context.RequestScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who is calling, for the length of one request. Filled in by the filter that checked the
/// credentials; a resource that is open to anybody has a caller without identity.
@RequestScoped
public class Caller {
    private @Nullable Identity identity;

    /// A user, acting for an account.
    ///
    /// @param role the user's in that account, within what the credential allows
    /// @param serverAdmin whether the user administers the server
    public record Identity(
            UserId user, AccountId account, Role role, boolean serverAdmin, Credential by) {}

    /// With what the user proved who it is.
    public sealed interface Credential {
        /// An access token of that login.
        record Login(UUID id) implements Credential {}

        /// An API key.
        record ApiKey(UUID id) implements Credential {}

        /// An agent's authtoken, made by that user.
        record Authtoken(UUID id) implements Credential {}
    }

    /// Called once, by the filter that checked the credentials.
    public void is(Identity known) {
        identity = known;
    }

    /// The identity.
    ///
    /// @throws ProblemException `unauthenticated` if there is none
    public Identity identity() {
        if (identity == null) {
            throw new ProblemException(ProblemCode.UNAUTHENTICATED, "Sign in first");
        }
        return identity;
    }

    /// The account that the caller acts for.
    public AccountId account() {
        return identity().account();
    }

    /// The user who calls.
    public UserId user() {
        return identity().user();
    }

    /// The login that the request belongs to.
    ///
    /// @throws ProblemException `forbidden` with an API key, which belongs to none
    public UUID login() {
        if (identity().by() instanceof Credential.Login(UUID id)) {
            return id;
        }
        throw new ProblemException(ProblemCode.FORBIDDEN, "This takes an access token");
    }

    /// How the audit log names the caller.
    public String actor() {
        return identity == null ? "anonymous" : "user:" + identity.user();
    }

    /// With what it was done, where it was not the user in person.
    public @Nullable String via() {
        return identity == null
                ? null
                : switch (identity.by()) {
                    case Credential.Login _ -> null;
                    case Credential.ApiKey(UUID id) -> "api-key:" + id;
                    case Credential.Authtoken(UUID id) -> "authtoken:" + id;
                };
    }
}
