package dev.tunnel.server.auth;

import com.fasterxml.jackson.annotation.JsonAlias;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/// Another password.
record PasswordChange(
        @NotNull @Size(max = 200) @JsonAlias("currentPassword") String oldPassword,
        @NotNull @Size(min = 10, max = 200) String newPassword) {
    /// Without the passwords.
    @Override
    public String toString() {
        return "PasswordChange[]";
    }
}
