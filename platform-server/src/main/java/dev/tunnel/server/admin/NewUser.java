package dev.tunnel.server.admin;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A user to make.
///
/// @param password absent for a user who sets it by a link that is mailed
/// @param role absent for `user`
record NewUser(
        @NotBlank @Size(max = 254) @Email String email,
        @Size(min = 10, max = 200) @Nullable String password,
        @Size(max = 100) @Pattern(regexp = "\\P{Cntrl}*", message = "has control characters")
                @Nullable String displayName,
        @Schema(
                        enumeration = {"admin", "user"},
                        defaultValue = "user")
                @Pattern(regexp = "admin|user", message = "must be admin or user")
                @Nullable String role) {
    /// Without the password.
    @Override
    public String toString() {
        return "NewUser[" + email + "]";
    }
}
