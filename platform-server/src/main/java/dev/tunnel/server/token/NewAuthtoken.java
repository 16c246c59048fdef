package dev.tunnel.server.token;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// An authtoken to make.
///
/// @param scope absent for a token that may open everything
/// @param expiresAt absent for a token that is good until it is revoked
record NewAuthtoken(
        @NotBlank @Size(max = 100) String name,
        @Valid @Nullable Scope scope,
        @Schema(implementation = String.class, format = "date-time") @Nullable Instant expiresAt) {}
