package dev.tunnel.server.token;

import dev.tunnel.server.secret.Secret;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A new authtoken with its secret, which is shown this once.
@Schema(name = "CreatedAuthtoken")
record CreatedAuthtoken(
        UUID id,
        String name,
        String prefix,
        Scope scope,
        Instant createdAt,
        @Schema(implementation = String.class, format = "date-time", nullable = true)
                @Nullable Instant expiresAt,
        @Schema(implementation = String.class, format = "date-time", nullable = true)
                @Nullable Instant lastUsedAt,
        @Schema(description = "The secret, shown this once") String token) {
    static CreatedAuthtoken of(Authtoken token, Secret secret) {
        return new CreatedAuthtoken(
                token.id,
                token.name,
                token.prefix,
                token.scope,
                token.createdAt,
                token.expiresAt,
                token.lastUsedAt,
                secret.value());
    }

    /// Without the secret.
    @Override
    public String toString() {
        return "CreatedAuthtoken[" + id + "]";
    }
}
