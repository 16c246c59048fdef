package dev.tunnel.server.apikey;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// An API key to make.
///
/// @param scope absent for `write`
/// @param expiresAt absent for a key that is good until it is revoked
record NewApiKey(
        @NotBlank @Size(max = 100) String name,
        @Schema(
                        implementation = String.class,
                        enumeration = {"read", "write"},
                        defaultValue = "write")
                @Nullable KeyScope scope,
        @Schema(implementation = String.class, format = "date-time") @Nullable Instant expiresAt) {}
