package dev.tunnel.cli.config;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A tunnel as the user wants it.
///
/// @param name what the agent calls it; with the agent's instance the key under which the server
///   remembers its address
/// @param schemes for [Proto#HTTP] which of `http` and `https` visitors may use
/// @param subdomain the label wanted; absent for the one it had last time, or a random one
/// @param hostname the full host name wanted, instead of a subdomain
/// @param remotePort the public TCP port wanted
/// @param basicAuth `user:password` that visitors must give
/// @param hostHeader `rewrite`, a value, or absent to pass the visitor's on
/// @param verifyTls whether the certificate of an `https://` target is verified
public record TunnelDefinition(
        String name,
        Proto proto,
        Target target,
        List<String> schemes,
        @Nullable String subdomain,
        @Nullable String hostname,
        @Nullable Integer remotePort,
        @Nullable Secret basicAuth,
        @Nullable String hostHeader,
        boolean inspect,
        boolean verifyTls) {

    public TunnelDefinition {
        schemes = List.copyOf(schemes);
        subdomain = subdomain == null ? null : subdomain.toLowerCase(Locale.ROOT);
        hostname = hostname == null ? null : hostname.toLowerCase(Locale.ROOT);
        TunnelRules.check(name, subdomain, hostname, remotePort, basicAuth);
    }

    /// The name of a tunnel that the user gave none: from its kind and target, so that the same
    /// command finds its old address again and another does not take it.
    public static String defaultName(Proto proto, Target target) {
        String address =
                switch (target) {
                    case Target.Unix(var path) -> path.toString();
                    case Target.Network(_, HostPort(String host, int port)) ->
                            host.equals("localhost") ? "" + port : host + "-" + port;
                };
        String name = proto.wire() + "-" + address.replaceAll("[^A-Za-z0-9._-]+", "-");
        return name.substring(0, Math.min(name.length(), 64)).toLowerCase(Locale.ROOT);
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

    /// What `--host-header` or the key `host_header` stands for; absent means the visitor's own.
    public static @Nullable String hostHeader(@Nullable String value) {
        return value == null || value.equalsIgnoreCase("preserve") ? null : value;
    }
}
