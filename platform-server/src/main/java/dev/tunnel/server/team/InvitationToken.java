package dev.tunnel.server.team;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/// The secret of an invitation.
record InvitationToken(@NotNull @Size(max = 200) String token) {
    /// Without the token.
    @Override
    public String toString() {
        return "InvitationToken[]";
    }
}
