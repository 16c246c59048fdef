package dev.tunnel.server.account;

import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.caller.UserId;
import java.time.Instant;

/// A user in one account, as other features see it.
public record Profile(
        UserId user,
        String email,
        boolean serverAdmin,
        Instant createdAt,
        AccountId account,
        String accountName,
        String role,
        boolean suspended) {}
