package dev.tunnel.cli.config;

import java.util.Locale;
import java.util.regex.Pattern;

/// A tunnel as the user wants it.
///
/// @param name what the agent calls it; with the agent's instance the key under which the server
///   remembers its address
public record TunnelDefinition(
        String name,
        Proto proto,
        Target target,
        Endpoint endpoint,
        Access access,
        Upstream upstream,
        boolean inspect) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    public TunnelDefinition {
        if (!NAME.matcher(name).matches()) {
            throw new ConfigException(
                    "tunnel name \"%s\" is not made of letters, digits, dots, dashes and underscores (at most 64)"
                            .formatted(name));
        }
        if (access.redirectHttps() && !endpoint.schemes().contains("https")) {
            throw new ConfigException("a tunnel that redirects to https must serve https");
        }
        if (target instanceof Target.Folder) {
            checkFolder(upstream);
        }
        if (upstream.proxyProtocol() != null && target.tls()) {
            // The header belongs before the TLS that the agent speaks, but travels inside it.
            throw new ConfigException(
                    "the PROXY protocol does not reach an https:// target; use a plain one, or"
                            + " tunnel tls");
        }
    }

    private static void checkFolder(Upstream upstream) {
        if (upstream.proxyProtocol() != null || "http2".equals(upstream.protocol())) {
            throw new ConfigException(
                    "a folder is shown over plain HTTP/1.1, without the PROXY protocol");
        }
    }

    /// The name of a tunnel that the user gave none: from its kind and target, so that the same
    /// command finds its old address again and another does not take it.
    public static String defaultName(Proto proto, Target target) {
        String address =
                switch (target) {
                    case Target.Unix(var path) -> path.toString();
                    case Target.Folder(var path) -> "files" + path;
                    case Target.Network(_, HostPort(String host, int port)) ->
                            host.equals("localhost") ? "" + port : host + "-" + port;
                };
        String name = proto.wire() + "-" + address.replaceAll("[^A-Za-z0-9._-]+", "-");
        return name.substring(0, Math.min(name.length(), 64)).toLowerCase(Locale.ROOT);
    }
}
