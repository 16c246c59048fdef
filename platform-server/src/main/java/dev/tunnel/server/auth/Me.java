package dev.tunnel.server.auth;

import dev.tunnel.server.account.Profile;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// The user who asks, and the account that the user acts for.
record Me(UUID id, String email, boolean serverAdmin, Instant createdAt, AccountView account) {
    static Me of(Profile profile) {
        return new Me(
                profile.user().value(),
                profile.email(),
                profile.serverAdmin(),
                profile.createdAt(),
                new AccountView(profile.account().value(), profile.accountName(), profile.role()));
    }

    /// An account, and what the user may do in it.
    ///
    /// @param role `owner`, `admin`, `member` or `viewer`
    @Schema(name = "Account")
    record AccountView(UUID id, String name, String role) {}
}
