package dev.tunnel.server.team;

import dev.tunnel.server.http.Access.Role;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What a member may do from now on.
record MemberRole(
        @NotNull
                @Schema(enumeration = {"owner", "admin", "member", "viewer"})
                @Pattern(
                        regexp = "owner|admin|member|viewer",
                        message = "must be owner, admin, member or viewer")
                String role) {
    Role value() {
        return Role.ofWire(role);
    }
}
