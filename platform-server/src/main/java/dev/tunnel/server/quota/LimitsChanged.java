package dev.tunnel.server.quota;

import dev.tunnel.server.caller.AccountId;
import org.jspecify.annotations.Nullable;

/// Fired within the transaction that changes limits.
///
/// @param account whose; null when the defaults changed, and with them everybody's
public record LimitsChanged(@Nullable AccountId account) {}
