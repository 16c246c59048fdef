package dev.tunnel.server.audit;

import dev.tunnel.server.caller.AccountId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What happened. Never a secret, nor anything that one can be made from.
///
/// @param account whose it is; null for what concerns the server
/// @param action `noun.verb`, such as `authtoken.revoked`
/// @param subject the id of what was acted on
public record AuditEntry(
        @Nullable AccountId account, String action, String subject, Map<String, String> detail) {
    public AuditEntry {
        detail = Map.copyOf(detail);
    }

    /// An entry without detail.
    public AuditEntry(@Nullable AccountId account, String action, String subject) {
        this(account, action, subject, Map.of());
    }
}
