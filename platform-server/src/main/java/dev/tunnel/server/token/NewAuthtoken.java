package dev.tunnel.server.token;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/// An authtoken to make.
///
/// @param scope absent for a token that may open everything
record NewAuthtoken(@NotBlank @Size(max = 100) String name, @Valid @Nullable Scope scope) {}
