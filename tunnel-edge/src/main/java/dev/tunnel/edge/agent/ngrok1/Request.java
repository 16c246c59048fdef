package dev.tunnel.edge.agent.ngrok1;

/// What a client says. Texts are empty where the client left them out.
sealed interface Request {

    /// The first message of a control connection.
    ///
    /// @param user the authtoken
    /// @param clientId empty, or what the edge called the client last time
    record Auth(
            String version, String user, String clientId, String mmVersion, String os, String arch)
            implements Request {
        @Override
        public String toString() {
            return "Auth";
        }
    }

    /// A wish for tunnels, one of each protocol.
    ///
    /// @param protocol `http`, `https`, `tcp`, or several joined by `+`
    /// @param httpAuth `user:password` that visitors must give
    /// @param remotePort 0 for any
    record ReqTunnel(
            String reqId,
            String protocol,
            String hostname,
            String subdomain,
            String httpAuth,
            long remotePort)
            implements Request {
        @Override
        public String toString() {
            return "ReqTunnel";
        }
    }

    /// The only message of a proxy connection.
    record RegProxy(String clientId) implements Request {
        @Override
        public String toString() {
            return "RegProxy";
        }
    }

    /// A sign of life.
    record Ping() implements Request {}

    /// A message of the protocol that means nothing from a client; it is passed over.
    record Other(String type) implements Request {}
}
