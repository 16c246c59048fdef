package dev.tunnel.server.auth;

import dev.tunnel.server.account.Profile;
import java.time.Instant;
import java.util.UUID;

/// The user that signed up.
record SignedUp(UUID id, String email, UUID accountId, boolean serverAdmin, Instant createdAt) {
    static SignedUp of(Profile profile) {
        return new SignedUp(
                profile.user().value(),
                profile.email(),
                profile.account().value(),
                profile.serverAdmin(),
                profile.createdAt());
    }
}
