package dev.tunnel.server.usage;

import dev.tunnel.server.caller.AccountId;
import java.util.Set;

/// Fired after a report was counted, outside its transaction.
///
/// @param accounts those whose tunnels it was about
record UsageCounted(Set<AccountId> accounts) {
    UsageCounted {
        accounts = Set.copyOf(accounts);
    }
}
