package dev.tunnel.server.auth;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/// Who signs up.
record SignUp(
        @NotBlank @Size(max = 254) @Email String email,
        @NotNull @Size(min = 10, max = 200) String password) {
    /// Without the password.
    @Override
    public String toString() {
        return "SignUp[" + email + "]";
    }
}
