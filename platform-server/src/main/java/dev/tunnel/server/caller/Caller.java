package dev.tunnel.server.caller;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.server.http.ProblemException;
import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/// Who is calling, for the length of one request. Filled in by the filter that checked the
/// credentials; a resource that is open to anybody has a caller without identity.
@RequestScoped
public class Caller {
    private @Nullable Identity identity;

    /// A user, acting for an account.
    public record Identity(UserId user, AccountId account, boolean serverAdmin) {}

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

    /// How the audit log names the caller.
    public String actor() {
        return identity == null ? "anonymous" : "user:" + identity.user();
    }
}
