package dev.tunnel.server.address;

import org.jspecify.annotations.Nullable;

/// Where an edge says that it is reached.
///
/// @param tcpFrom first port of the TCP range, inclusive
/// @param tcpTo last port of the TCP range, inclusive
/// @param caCertificate PEM of the edge's private CA, if it has one
public record PublicAddress(
        String agentHost,
        int agentPort,
        int httpPort,
        int httpsPort,
        int tcpFrom,
        int tcpTo,
        @Nullable String caCertificate) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /// `host:port`, as agents are given it.
    public String agentAddress() {
        return agentHost + ":" + agentPort;
    }

    /// A public host's URL for HTTP.
    public String http(String host) {
        return "http://" + host + port(httpPort, HTTP);
    }

    /// A public host's URL for HTTPS.
    public String https(String host) {
        return "https://" + host + port(httpsPort, HTTPS);
    }

    private static String port(int port, int usual) {
        return port == usual ? "" : ":" + port;
    }
}
