package dev.tunnel.server.auth;

import dev.tunnel.server.account.Profile;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// The user who asks, and the account that the request is for.
///
/// @param displayName may be empty
record Me(
        UUID id,
        String email,
        String displayName,
        boolean emailVerified,
        boolean serverAdmin,
        Instant createdAt,
        AccountView account) {
    static Me of(Profile profile) {
        return new Me(
                profile.user().value(),
                profile.email(),
                profile.displayName(),
                profile.emailVerified(),
                profile.serverAdmin(),
                profile.createdAt(),
                new AccountView(
                        profile.account().value(), profile.accountName(), profile.role().wire()));
    }

    /// An account, and what the user may do in it.
    ///
    /// @param role `owner`, `admin`, `member` or `viewer`
    @Schema(name = "Account")
    record AccountView(
            UUID id,
            String name,
            @Schema(enumeration = {"owner", "admin", "member", "viewer"}) String role) {}
}
