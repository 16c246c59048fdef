package dev.tunnel.server.account;

import dev.tunnel.server.caller.AccountId;

/// Fired within the transaction that suspends an account, or is about to delete it. Whoever serves
/// something of the account ends that.
public record AccountStopped(AccountId account) {}
