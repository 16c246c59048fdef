package dev.tunnel.cli.config;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What is wrong with a tunnel before any server is asked. Whether a name is free only the server
/// knows.
final class TunnelRules {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern HOSTNAME =
            Pattern.compile("(?=.{1,253}$)(\\*\\.)?(" + LABEL + "\\.)*" + LABEL);

    private TunnelRules() {}

    static void check(
            String name,
            @Nullable String subdomain,
            @Nullable String hostname,
            @Nullable Integer remotePort,
            @Nullable Secret basicAuth) {
        if (!NAME.matcher(name).matches()) {
            throw new ConfigException(
                    "tunnel name \"%s\" is not made of letters, digits, dots, dashes and underscores (at most 64)"
                            .formatted(name));
        }
        if (subdomain != null && hostname != null) {
            throw new ConfigException("give a subdomain or a hostname, not both");
        }
        if (subdomain != null && !LABEL.matcher(subdomain).matches()) {
            throw new ConfigException(
                    "subdomain \"%s\" is not a DNS label: lower-case letters, digits and inner dashes, at most 63"
                            .formatted(subdomain));
        }
        if (hostname != null && !HOSTNAME.matcher(hostname).matches()) {
            throw new ConfigException("hostname \"%s\" is not a host name".formatted(hostname));
        }
        if (remotePort != null && (remotePort < 1 || remotePort > 65535)) {
            throw new ConfigException("remote port " + remotePort + " is not between 1 and 65535");
        }
        if (basicAuth != null && basicAuth.value().indexOf(':') < 1) {
            throw new ConfigException("basic auth is written user:password");
        }
    }
}
