package dev.tunnel.server.team;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What an invitation is for, as its holder sees it.
///
/// @param account name of the account
@Schema(name = "InvitationPreview")
record InvitationPreview(
        String email,
        String account,
        @Schema(enumeration = {"owner", "admin", "member", "viewer"}) String role,
        Instant expiresAt) {}
