package dev.tunnel.server.apikey;

import dev.tunnel.server.secret.Secret;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A new API key with its secret, which is shown this once.
@Schema(name = "CreatedApiKey")
record CreatedApiKey(
        UUID id,
        String name,
        String prefix,
        @Schema(
                        implementation = String.class,
                        enumeration = {"read", "write"})
                KeyScope scope,
        UUID createdBy,
        Instant createdAt,
        @Schema(implementation = String.class, format = "date-time", nullable = true)
                @Nullable Instant expiresAt,
        @Schema(description = "The secret, shown this once") String key) {
    static CreatedApiKey of(ApiKeyView view, Secret secret) {
        return new CreatedApiKey(
                view.id(),
                view.name(),
                view.prefix(),
                view.scope(),
                view.createdBy(),
                view.createdAt(),
                view.expiresAt(),
                secret.value());
    }

    /// Without the secret.
    @Override
    public String toString() {
        return "CreatedApiKey[" + id + "]";
    }
}
