package dev.tunnel.server.auth;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/// A password set anew.
///
/// @param token the secret of the link that was mailed
record PasswordReset(
        @NotNull @Size(max = 200) String token,
        @NotNull @Size(min = 10, max = 200) String password) {
    /// Without the secrets.
    @Override
    public String toString() {
        return "PasswordReset[]";
    }
}
