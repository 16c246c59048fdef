package dev.tunnel.server.account;

import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.caller.UserId;
import dev.tunnel.server.http.Access.Role;
import java.time.Instant;

/// A user in one account, as other features see it.
///
/// @param suspended the user or the account is
public record Profile(
        UserId user,
        String email,
        String displayName,
        boolean emailVerified,
        boolean serverAdmin,
        Instant createdAt,
        AccountId account,
        String accountName,
        Role role,
        boolean suspended) {}
