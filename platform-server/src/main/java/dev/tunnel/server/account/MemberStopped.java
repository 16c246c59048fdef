package dev.tunnel.server.account;

import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.caller.UserId;

/// Fired within the transaction that suspends a user, takes one out of an account, or makes one who
/// only reads there: what the user's authtokens serve in that account is to end.
///
/// @param forGood whether its authtokens end, too
public record MemberStopped(AccountId account, UserId user, boolean forGood) {}
