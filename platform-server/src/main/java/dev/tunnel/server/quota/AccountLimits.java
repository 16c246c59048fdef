package dev.tunnel.server.quota;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.function.BinaryOperator;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Limits as somebody set them, for one account or as the server's defaults. An absent one is
/// whatever the next wider level says; `-1` is without limit.
///
/// @param bytesPerMonth in and out together, in a calendar month of UTC
/// @param tunnels open at a time
/// @param connections of visitors at a time, on each edge
/// @param requestsPerSecond HTTP requests, on each edge
/// @param bytesPerSecond in each direction, on each edge
/// @param authtokens that are not revoked
/// @param apiKeys that are not revoked
/// @param members users who belong to the account
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
        name = "AccountLimits",
        description = "An absent limit is the server's default, -1 is without limit")
public record AccountLimits(
        @Min(-1) @Max(MOST) @Nullable Long bytesPerMonth,
        @Min(-1) @Max(MOST) @Nullable Long tunnels,
        @Min(-1) @Max(MOST) @Nullable Long connections,
        @Min(-1) @Max(MOST) @Nullable Long requestsPerSecond,
        @Min(-1) @Max(MOST) @Nullable Long bytesPerSecond,
        @Min(-1) @Max(MOST) @Nullable Long reservedSubdomains,
        @Min(-1) @Max(MOST) @Nullable Long reservedDomains,
        @Min(-1) @Max(MOST) @Nullable Long reservedAddresses,
        @Min(-1) @Max(MOST) @Nullable Long authtokens,
        @Min(-1) @Max(MOST) @Nullable Long apiKeys,
        @Min(-1) @Max(MOST) @Nullable Long members) {
    /// The greatest number that every JSON reader can hold.
    static final long MOST = (1L << 53) - 1;

    /// Says nothing.
    public static final AccountLimits UNSET =
            new AccountLimits(null, null, null, null, null, null, null, null, null, null, null);

    /// These, and where they say nothing the others.
    public AccountLimits or(AccountLimits wider) {
        BinaryOperator<@Nullable Long> first = (own, other) -> own == null ? other : own;
        return new AccountLimits(
                first.apply(bytesPerMonth, wider.bytesPerMonth),
                first.apply(tunnels, wider.tunnels),
                first.apply(connections, wider.connections),
                first.apply(requestsPerSecond, wider.requestsPerSecond),
                first.apply(bytesPerSecond, wider.bytesPerSecond),
                first.apply(reservedSubdomains, wider.reservedSubdomains),
                first.apply(reservedDomains, wider.reservedDomains),
                first.apply(reservedAddresses, wider.reservedAddresses),
                first.apply(authtokens, wider.authtokens),
                first.apply(apiKeys, wider.apiKeys),
                first.apply(members, wider.members));
    }
}
