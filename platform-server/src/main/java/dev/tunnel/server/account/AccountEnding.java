package dev.tunnel.server.account;

import dev.tunnel.server.caller.AccountId;

/// Fired before the transaction that deletes an account, once nothing speaks against it: whoever
/// keeps much of its past forgets that first, a bounded amount at a time.
public record AccountEnding(AccountId account) {}
