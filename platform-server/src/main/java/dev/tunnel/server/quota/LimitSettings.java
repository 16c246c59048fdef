package dev.tunnel.server.quota;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.OptionalLong;

/// The limits of accounts where neither an administrator nor the account's own say otherwise:
/// `TUNNEL_LIMITS_TUNNELS` and so on; `-1` is without limit.
@ConfigMapping(prefix = "tunnel.limits")
interface LimitSettings {
    OptionalLong bytesPerMonth();

    OptionalLong tunnels();

    OptionalLong connections();

    OptionalLong requestsPerSecond();

    OptionalLong bytesPerSecond();

    @WithDefault("200")
    long reservedSubdomains();

    @WithDefault("50")
    long reservedDomains();

    @WithDefault("20")
    long reservedAddresses();

    @WithDefault("200")
    long authtokens();

    @WithDefault("200")
    long apiKeys();

    @WithDefault("100")
    long members();

    /// Open tunnels of one session.
    @WithDefault("100")
    int tunnelsPerSession();

    /// As limits that say something of everything.
    default AccountLimits widest() {
        return new AccountLimits(
                bytesPerMonth().orElse(Limits.UNLIMITED),
                tunnels().orElse(Limits.UNLIMITED),
                connections().orElse(Limits.UNLIMITED),
                requestsPerSecond().orElse(Limits.UNLIMITED),
                bytesPerSecond().orElse(Limits.UNLIMITED),
                reservedSubdomains(),
                reservedDomains(),
                reservedAddresses(),
                authtokens(),
                apiKeys(),
                members());
    }
}
