package dev.tunnel.edge.agent;

import static dev.tunnel.edge.agent.Unclear.check;

import dev.tunnel.api.edge.ClaimRequest.Proto;
import dev.tunnel.edge.tunnel.Access;
import dev.tunnel.edge.tunnel.BasicAuth;
import dev.tunnel.edge.tunnel.IpRules;
import dev.tunnel.protocol.message.TunnelSpec;
import dev.tunnel.protocol.net.Cidr;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads who may use a tunnel.
final class AccessWishes {
    private static final int LONGEST_PASSWORD = 300;

    /// As much as is shown of a network that is none.
    private static final int LONGEST_QUOTE = 50;

    private AccessWishes() {}

    /// @param schemes what an HTTP tunnel serves
    /// @throws Unclear with a sentence for the agent's user
    static Access read(TunnelSpec.Access access, Proto proto, List<String> schemes) throws Unclear {
        check(
                !access.redirectHttps() || proto == Proto.HTTP,
                "Only an HTTP tunnel can redirect to https.");
        check(
                !access.redirectHttps() || schemes.contains("https"),
                "A tunnel that redirects to https must serve https.");
        return new Access(
                new IpRules(networks(access.allow()), networks(access.deny())),
                basicAuth(access.basicAuth(), proto),
                access.redirectHttps());
    }

    private static List<Cidr> networks(List<String> texts) throws Unclear {
        int most = TunnelSpec.Access.MOST_NETWORKS;
        check(texts.size() <= most, "At most %d networks can be allowed or denied.", most);
        var networks = new ArrayList<Cidr>(texts.size());
        for (var text : texts) {
            networks.add(
                    Cidr.parse(text)
                            .orElseThrow(() ->
                                    new Unclear(
                                            "\"%s\" is no IP address or network such as 10.0.0.0/8."
                                                    .formatted(quoted(text)))));
        }
        return networks;
    }

    private static String quoted(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST_QUOTE))
                .replaceAll("\\p{Cntrl}", "?");
    }

    private static @Nullable BasicAuth basicAuth(@Nullable String credentials, Proto proto)
            throws Unclear {
        if (credentials == null) {
            return null;
        }
        check(proto == Proto.HTTP, "Only an HTTP tunnel can ask for a password.");
        check(credentials.length() <= LONGEST_PASSWORD, "The password is too long.");
        return BasicAuth.parse(credentials)
                .orElseThrow(() -> new Unclear("Basic auth must be USER:PASSWORD."));
    }
}
