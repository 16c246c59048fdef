package dev.tunnel.server.token;

import dev.tunnel.server.caller.AccountId;
import java.util.UUID;

/// Fired within the transaction that revokes an authtoken. Whoever serves something by the strength
/// of it ends that: rows in an observer during the transaction, connections in one after its
/// success.
public record AuthtokenRevoked(AccountId account, UUID authtokenId) {}
