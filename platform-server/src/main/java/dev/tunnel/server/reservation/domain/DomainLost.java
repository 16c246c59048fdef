package dev.tunnel.server.reservation.domain;

import dev.tunnel.server.caller.AccountId;

/// Fired within the transaction in which an account loses a domain, because another one proved it
/// and its own proof is gone. The account is locked.
public record DomainLost(AccountId account, DomainName hostname) {}
