package dev.tunnel.server.admin;

import dev.tunnel.server.quota.AccountLimits;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What is to change of a user; what is absent stays.
///
/// @param role `admin` for who administers the server
/// @param suspended true stops everything of the user
/// @param limits of the user's own account, all of them: what is absent is the server's default
record UserChange(
        @Size(max = 100) @Pattern(regexp = "\\P{Cntrl}*", message = "has control characters")
                @Nullable String displayName,
        @Schema(enumeration = {"admin", "user"})
                @Pattern(regexp = "admin|user", message = "must be admin or user")
                @Nullable String role,
        @Nullable Boolean suspended,
        @Valid @Nullable AccountLimits limits) {}
