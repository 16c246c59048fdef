package dev.tunnel.server.team;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Who is invited, and as what.
///
/// @param role absent for `member`
record NewInvitation(
        @NotBlank @Size(max = 254) @Email String email,
        @Schema(
                        enumeration = {"owner", "admin", "member", "viewer"},
                        defaultValue = "member")
                @Pattern(
                        regexp = "owner|admin|member|viewer",
                        message = "must be owner, admin, member or viewer")
                @Nullable String role) {}
