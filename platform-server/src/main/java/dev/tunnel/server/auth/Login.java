package dev.tunnel.server.auth;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/// Who logs in.
record Login(@NotNull @Size(max = 254) String email, @NotNull @Size(max = 200) String password) {
    /// Without the password.
    @Override
    public String toString() {
        return "Login[" + email + "]";
    }
}
