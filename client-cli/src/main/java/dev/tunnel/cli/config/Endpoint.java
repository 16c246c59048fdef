package dev.tunnel.cli.config;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The public address that a tunnel should have. Whether it is free only the server knows.
///
/// @param schemes for [Proto#HTTP] which of `http` and `https` visitors may use
/// @param subdomain the label wanted; absent for the one it had last time, or a random one
/// @param hostname the full host name wanted, instead of a subdomain
/// @param remotePort the public TCP port wanted
public record Endpoint(
        List<String> schemes,
        @Nullable String subdomain,
        @Nullable String hostname,
        @Nullable Integer remotePort) {

    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern HOSTNAME =
            Pattern.compile("(?=.{1,253}$)(\\*\\.)?(" + LABEL + "\\.)*" + LABEL);

    public Endpoint {
        schemes = List.copyOf(schemes);
        subdomain = subdomain == null ? null : subdomain.toLowerCase(Locale.ROOT);
        hostname = hostname == null ? null : hostname.toLowerCase(Locale.ROOT);
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
    }

    /// Of an [Proto#HTTP] tunnel.
    public static Endpoint http(
            List<String> schemes, @Nullable String subdomain, @Nullable String hostname) {
        return new Endpoint(schemes, subdomain, hostname, null);
    }

    /// Of a [Proto#TLS] tunnel.
    public static Endpoint tls(@Nullable String subdomain, @Nullable String hostname) {
        return new Endpoint(List.of(), subdomain, hostname, null);
    }

    /// Of a [Proto#TCP] tunnel.
    public static Endpoint tcp(@Nullable Integer remotePort) {
        return new Endpoint(List.of(), null, null, remotePort);
    }

    /// Which schemes `--scheme` or the key `scheme` stands for.
    public static List<String> schemes(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "both" -> List.of("http", "https");
            case "http" -> List.of("http");
            case "https" -> List.of("https");
            default ->
                    throw new ConfigException(
                            "scheme \"%s\" is none of http, https and both".formatted(value));
        };
    }
}
