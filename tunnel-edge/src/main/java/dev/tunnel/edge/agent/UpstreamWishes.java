package dev.tunnel.edge.agent;

import static dev.tunnel.edge.agent.Unclear.check;

import dev.tunnel.api.edge.ClaimRequest.Proto;
import dev.tunnel.edge.tunnel.ProxyProtocol;
import dev.tunnel.edge.tunnel.Upstream;
import dev.tunnel.edge.tunnel.UpstreamProtocol;
import dev.tunnel.protocol.message.TunnelSpec;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads how a tunnel's local service is spoken to.
final class UpstreamWishes {
    private static final Pattern HOST_HEADER = Pattern.compile("[A-Za-z0-9._:\\[\\]-]{1,255}");
    private static final Pattern URL = Pattern.compile("[a-z]+://([^/?#]*).*");

    private UpstreamWishes() {}

    /// @throws Unclear with a sentence for the agent's user
    static Upstream read(TunnelSpec.Upstream upstream, Proto proto, String target) throws Unclear {
        return new Upstream(
                hostHeader(upstream.hostHeader(), proto, target),
                proxyProtocol(upstream.proxyProtocol()),
                protocol(upstream.protocol(), proto));
    }

    private static @Nullable String hostHeader(
            @Nullable String hostHeader, Proto proto, String target) throws Unclear {
        if (hostHeader == null || hostHeader.equals("preserve")) {
            return null;
        }
        check(proto == Proto.HTTP, "Only an HTTP tunnel has a host header.");
        check(HOST_HEADER.matcher(hostHeader).matches(), "The host header is no host.");
        check(
                !hostHeader.equals("rewrite") || hasHost(target),
                "The host header cannot be rewritten to \"%s\".",
                target);
        return hostHeader;
    }

    /// Whether a Host header can be made of a local address.
    private static boolean hasHost(String target) {
        if (target.startsWith("unix:")) {
            return true;
        }
        var url = URL.matcher(target);
        return HOST_HEADER.matcher(url.matches() ? url.group(1) : target).matches();
    }

    private static ProxyProtocol proxyProtocol(@Nullable String version) throws Unclear {
        return switch (version) {
            case null -> ProxyProtocol.NONE;
            case "v1" -> ProxyProtocol.V1;
            case "v2" -> ProxyProtocol.V2;
            default -> throw new Unclear("The PROXY protocol is v1 or v2.");
        };
    }

    private static UpstreamProtocol protocol(@Nullable String protocol, Proto proto)
            throws Unclear {
        check(
                protocol == null || proto == Proto.HTTP,
                "Only an HTTP tunnel's service speaks a version of HTTP.");
        return switch (protocol) {
            case null -> UpstreamProtocol.HTTP1;
            case "http1" -> UpstreamProtocol.HTTP1;
            case "http2" -> UpstreamProtocol.HTTP2;
            default -> throw new Unclear("The local service's protocol is http1 or http2.");
        };
    }
}
