package dev.tunnel.server.token;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// An authtoken without its secret.
///
/// @param prefix the secret's first characters, to recognise it by
/// @param lastUsedIp the agent that connected with it last
@Schema(name = "Authtoken")
record AuthtokenView(
        UUID id,
        String name,
        String prefix,
        Scope scope,
        Instant createdAt,
        @Schema(implementation = String.class, format = "date-time", nullable = true)
                @Nullable Instant expiresAt,
        @Schema(implementation = String.class, format = "date-time", nullable = true)
                @Nullable Instant lastUsedAt,
        @Schema(nullable = true) @Nullable String lastUsedIp) {
    static AuthtokenView of(Authtoken token) {
        return new AuthtokenView(
                token.id,
                token.name,
                token.prefix,
                token.scope,
                token.createdAt,
                token.expiresAt,
                token.lastUsedAt,
                token.lastUsedIp);
    }
}
