package dev.tunnel.server.token;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.caller.UserId;
import dev.tunnel.server.http.ProblemException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What came of checking an authtoken.
public sealed interface AuthtokenCheck {
    /// It is good.
    record Valid(
            UUID id,
            String name,
            String prefix,
            AccountId account,
            String accountName,
            Scope scope,
            @Nullable UserId createdBy)
            implements AuthtokenCheck {}

    /// There never was one like it.
    record Unknown() implements AuthtokenCheck {}

    /// Its owner revoked it.
    record Revoked() implements AuthtokenCheck {}

    /// Its time has passed.
    record Expired() implements AuthtokenCheck {}

    /// It is good, but its account, or the user who made it, is suspended.
    record Suspended() implements AuthtokenCheck {}

    /// The token, if it is good.
    ///
    /// @throws ProblemException `authtoken_invalid`, `authtoken_revoked`, `authtoken_expired` or
    ///   `account_suspended`
    default Valid orRefuse() {
        return switch (this) {
            case Valid valid -> valid;
            case Unknown _ ->
                    throw new ProblemException(
                            ProblemCode.AUTHTOKEN_INVALID, "This authtoken is not known here");
            case Revoked _ ->
                    throw new ProblemException(
                            ProblemCode.AUTHTOKEN_REVOKED, "This authtoken was revoked");
            case Expired _ ->
                    throw new ProblemException(
                            ProblemCode.AUTHTOKEN_EXPIRED, "This authtoken has expired");
            case Suspended _ ->
                    throw new ProblemException(
                            ProblemCode.ACCOUNT_SUSPENDED,
                            "An administrator suspended this account");
        };
    }
}
