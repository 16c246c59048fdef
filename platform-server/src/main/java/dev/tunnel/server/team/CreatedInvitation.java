package dev.tunnel.server.team;

import dev.tunnel.server.secret.Secret;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A new invitation. It is mailed; the answer shows its secret once, for those who pass it on
/// themselves.
@Schema(name = "CreatedInvitation")
record CreatedInvitation(
        UUID id,
        String email,
        @Schema(enumeration = {"owner", "admin", "member", "viewer"}) String role,
        Instant createdAt,
        Instant expiresAt,
        @Schema(description = "The secret, shown this once") String token,
        @Schema(description = "Where the web admin accepts it") String link) {
    static CreatedInvitation of(InvitationView view, Secret secret, String link) {
        return new CreatedInvitation(
                view.id(),
                view.email(),
                view.role(),
                view.createdAt(),
                view.expiresAt(),
                secret.value(),
                link);
    }

    /// Without the secret.
    @Override
    public String toString() {
        return "CreatedInvitation[" + id + "]";
    }
}
