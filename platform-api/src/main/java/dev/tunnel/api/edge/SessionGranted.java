package dev.tunnel.api.edge;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The answer to [AuthoriseRequest].
///
/// @param sessionId the session: the resumed one, or a new one
/// @param secret proves the session when the agent comes back; new with every grant
/// @param generation grows with every grant of this session; a claim with an older one is refused
/// @param maxTunnels how many tunnels this session may hold
/// @param quota what the account's visitors may use; absent for no limits
public record SessionGranted(
        UUID sessionId,
        String secret,
        long generation,
        UUID accountId,
        String accountName,
        int maxTunnels,
        @Nullable AccountQuota quota) {}
