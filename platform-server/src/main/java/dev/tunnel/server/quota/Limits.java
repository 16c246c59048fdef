package dev.tunnel.server.quota;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The limits that an account has, its own and the defaults taken together; `-1` is without limit.
/// What each means is said at [AccountLimits].
@Schema(name = "Limits", description = "The limits in force; -1 is without limit")
public record Limits(
        long bytesPerMonth,
        long tunnels,
        long connections,
        long requestsPerSecond,
        long bytesPerSecond,
        long reservedSubdomains,
        long reservedDomains,
        long reservedAddresses,
        long authtokens,
        long apiKeys,
        long members) {
    /// Without limit.
    public static final long UNLIMITED = -1;

    static Limits of(AccountLimits set) {
        return new Limits(
                value(set.bytesPerMonth()),
                value(set.tunnels()),
                value(set.connections()),
                value(set.requestsPerSecond()),
                value(set.bytesPerSecond()),
                value(set.reservedSubdomains()),
                value(set.reservedDomains()),
                value(set.reservedAddresses()),
                value(set.authtokens()),
                value(set.apiKeys()),
                value(set.members()));
    }

    /// Whether one that has so many may have one more.
    public static boolean allowsOneMore(long limit, long has) {
        return limit == UNLIMITED || has < limit;
    }

    private static long value(@Nullable Long limit) {
        return limit == null ? UNLIMITED : limit;
    }
}
