package dev.tunnel.server.admin;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Where a user sets a password anew.
@Schema(name = "PasswordResetLink")
record ResetLink(@Schema(description = "Good once, within an hour") String link) {
    /// Without the secret.
    @Override
    public String toString() {
        return "ResetLink[]";
    }
}
