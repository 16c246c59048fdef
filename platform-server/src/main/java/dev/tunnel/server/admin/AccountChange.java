package dev.tunnel.server.admin;

import dev.tunnel.server.quota.AccountLimits;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

/// What is to change of an account; what is absent stays.
///
/// @param suspended true stops everything of the account
/// @param limits all of them: what is absent is the server's default
record AccountChange(@Nullable Boolean suspended, @Valid @Nullable AccountLimits limits) {}
