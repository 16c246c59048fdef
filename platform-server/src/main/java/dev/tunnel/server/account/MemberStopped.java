package dev.tunnel.server.account;

import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.caller.UserId;

/// Fired within the transaction that suspends a user, or takes one out of an account: what the
/// user's authtokens serve in that account is to end.
///
/// @param forGood whether the user does not come back: its authtokens end, too
public record MemberStopped(AccountId account, UserId user, boolean forGood) {}
