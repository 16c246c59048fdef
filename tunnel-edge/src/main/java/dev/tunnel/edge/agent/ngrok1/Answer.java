package dev.tunnel.edge.agent.ngrok1;

/// What the edge says to a client.
sealed interface Answer {

    /// The first answer on a control connection. One with an error has nothing else.
    record AuthResp(String clientId, String error) implements Answer {
        static AuthResp refused(String error) {
            return new AuthResp("", error);
        }

        @Override
        public String toString() {
            return "AuthResp[" + error + "]";
        }
    }

    /// One for each protocol of a [Request.ReqTunnel]. One with an error has nothing else.
    record NewTunnel(String reqId, String url, String protocol, String error) implements Answer {
        static NewTunnel refused(String error) {
            return new NewTunnel("", "", "", error);
        }
    }

    /// Wants one more proxy connection.
    record ReqProxy() implements Answer {}

    /// Hands a visitor over; what follows on the connection is the visitor's.
    ///
    /// @param url as in [NewTunnel], byte for byte
    /// @param clientAddr the visitor's `ip:port`
    record StartProxy(String url, String clientAddr) implements Answer {}

    /// Answers a [Request.Ping].
    record Pong() implements Answer {}
}
