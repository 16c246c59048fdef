package dev.tunnel.server.session;

import dev.tunnel.api.edge.ClaimRequest.Proto;
import dev.tunnel.server.token.PortRange;
import java.util.List;
import java.util.UUID;

/// The edge that asks, and where the public reaches it.
///
/// @param domain base domain of its host names
/// @param tcpPorts its TCP range
public record ServingEdge(UUID id, String domain, int httpPort, int httpsPort, PortRange tcpPorts) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /// The public URLs of an endpoint, `http` before `https`.
    List<String> urls(Proto proto, List<String> schemes, Endpoint endpoint) {
        return switch (endpoint) {
            case Endpoint.Port(int number) -> List.of("tcp://" + domain + ":" + number);
            case Endpoint.Host(String host) ->
                    proto == Proto.TLS
                            ? List.of(url("tls", host, httpsPort, HTTPS))
                            : httpUrls(schemes, host);
        };
    }

    private List<String> httpUrls(List<String> schemes, String host) {
        String http = url("http", host, httpPort, HTTP);
        String https = url("https", host, httpsPort, HTTPS);
        if (schemes.contains("https")) {
            return schemes.contains("http") ? List.of(http, https) : List.of(https);
        }
        return schemes.contains("http") ? List.of(http) : List.of(http, https);
    }

    private static String url(String scheme, String host, int port, int usual) {
        return scheme + "://" + host + (port == usual ? "" : ":" + port);
    }
}
