package dev.tunnel.server.auth;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/// The refresh token to trade, or to end.
record Refresh(@NotNull @Size(max = 200) String refreshToken) {
    /// Without the token.
    @Override
    public String toString() {
        return "Refresh[]";
    }
}
