package dev.tunnel.cli.config;

import org.jspecify.annotations.Nullable;

/// What TLS to an `https://` target has to be.
///
/// @param verify whether the service's certificate is verified
/// @param ca trusted beside the system's roots
/// @param serverName the name that is asked for (SNI) and verified; absent for the target's own
public record TargetTls(boolean verify, @Nullable PrivateCa ca, @Nullable String serverName) {

    /// A certificate for the target's name, from a CA that this machine trusts.
    public static final TargetTls VERIFIED = new TargetTls(true, null, null);

    public TargetTls {
        if (!verify && ca != null) {
            throw new ConfigException(
                    "a CA for the target says to verify it, and another option not to; keep one");
        }
        if (serverName != null && !serverName.matches("[A-Za-z0-9]([A-Za-z0-9._-]{0,252})")) {
            throw new ConfigException("\"%s\" is not a host name".formatted(serverName));
        }
    }
}
