package dev.tunnel.cli.config;

import dev.tunnel.protocol.message.TunnelSpec;
import dev.tunnel.protocol.net.Cidr;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who may use a tunnel.
///
/// @param allow who may come; empty for everybody
/// @param deny who may not, also among those allowed
/// @param basicAuth `user:password` that visitors must give
/// @param redirectHttps whether visitors that come over http are sent to https
public record Access(
        List<Cidr> allow, List<Cidr> deny, @Nullable Secret basicAuth, boolean redirectHttps) {

    /// Everybody.
    public static final Access OPEN = new Access(List.of(), List.of(), null, false);

    public Access {
        allow = bounded(allow);
        deny = bounded(deny);
        if (basicAuth != null && basicAuth.value().indexOf(':') < 1) {
            throw new ConfigException("basic auth is written user:password");
        }
    }

    private static List<Cidr> bounded(List<Cidr> networks) {
        int most = TunnelSpec.Access.MOST_NETWORKS;
        if (networks.size() > most) {
            throw new ConfigException(
                    "%d networks are too many; at most %d can be allowed or denied"
                            .formatted(networks.size(), most));
        }
        return List.copyOf(networks);
    }

    /// Everybody who knows a password, unless there is none.
    public static Access ofPassword(@Nullable Secret basicAuth) {
        return new Access(List.of(), List.of(), basicAuth, false);
    }

    /// Reads an IP address or a network.
    public static Cidr network(String text) {
        return Cidr.parse(text.strip())
                .orElseThrow(() ->
                        new ConfigException(
                                "\"%s\" is neither an IP address nor a network such as 10.0.0.0/8"
                                        .formatted(text.strip())));
    }
}
