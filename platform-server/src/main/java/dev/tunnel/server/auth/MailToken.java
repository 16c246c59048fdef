package dev.tunnel.server.auth;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/// The secret of a link that was mailed: what stands behind its `#`.
record MailToken(@NotNull @Size(max = 200) String token) {
    /// Without the token.
    @Override
    public String toString() {
        return "MailToken[]";
    }
}
