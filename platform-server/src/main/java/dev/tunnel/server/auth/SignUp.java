package dev.tunnel.server.auth;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/// Who signs up.
///
/// @param invitation the secret of an invitation, where somebody has one
record SignUp(
        @NotBlank @Size(max = 254) @Email String email,
        @NotNull @Size(min = 10, max = 200) String password,
        @Size(max = 100) @Pattern(regexp = "\\P{Cntrl}*", message = "has control characters")
                @Nullable String displayName,
        @Size(max = 200) @Nullable String invitation) {
    /// Without the password.
    @Override
    public String toString() {
        return "SignUp[" + email + "]";
    }
}
