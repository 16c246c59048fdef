package dev.tunnel.server.auth;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/// Whose password was forgotten.
record EmailAddress(@NotNull @Size(max = 254) String email) {}
