package dev.tunnel.api.edge;

import static java.util.Objects.requireNonNull;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What an edge lets the visitors of an account's tunnels use: with [SessionGranted], and again
/// with [EdgeEvent.Type#QUOTA_CHANGED] whenever it changes. An absent limit is none.
///
/// @param level how far the account is with its monthly bytes; the limits have it in them already
/// @param connections of visitors at a time
/// @param requestsPerSecond HTTP requests; as many may come at once
/// @param bytesPerSecond in each direction; as many may come at once
/// @param message for the account's people, when there is something to say
public record AccountQuota(
        UUID accountId,
        Level level,
        @Nullable Long connections,
        @Nullable Long requestsPerSecond,
        @Nullable Long bytesPerSecond,
        @Nullable String message) {
    public AccountQuota {
        requireNonNull(accountId, "accountId");
        requireNonNull(level, "level");
    }

    /// First a notice, then slower, then nothing.
    public enum Level {
        OK,
        /// Much of it is used: the account's people are told.
        NOTICE,
        /// It is used up: everything is slow.
        THROTTLED,
        /// More than it is used: visitors are refused.
        REFUSED,
    }

    /// Without any limit.
    public static AccountQuota unlimited(UUID accountId) {
        return new AccountQuota(accountId, Level.OK, null, null, null, null);
    }
}
