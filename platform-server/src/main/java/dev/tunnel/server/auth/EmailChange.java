package dev.tunnel.server.auth;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/// Another address.
record EmailChange(
        @NotBlank @Size(max = 254) @Email String email, @NotNull @Size(max = 200) String password) {
    /// Without the password.
    @Override
    public String toString() {
        return "EmailChange[" + email + "]";
    }
}
