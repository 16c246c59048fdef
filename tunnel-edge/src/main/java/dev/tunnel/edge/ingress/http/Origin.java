package dev.tunnel.edge.ingress.http;

import dev.tunnel.edge.config.TrustedProxies;
import dev.tunnel.edge.tunnel.PeerAddress;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;

/// Where a request comes from, as far as the edge believes it.
///
/// @param address the visitor's; port 0 where a proxy did not say
/// @param https whether the visitor came over https
/// @param authority the host and port that the visitor asked for
record Origin(InetSocketAddress address, boolean https, Authority authority) {

    /// Of a request that came over a connection. What it says of itself counts only when the other
    /// end is a trusted proxy.
    ///
    /// @param tls whether the edge ended TLS for it
    static Origin of(
            Channel connection, boolean tls, TrustedProxies trusted, PublicRequest request) {
        var peer = PeerAddress.of(connection);
        var seen = new Origin(peer, tls, request.authority());
        return trusted.hold(peer.getAddress())
                ? new ForwardedBy(trusted, request.head().headers()).origin(seen)
                : seen;
    }
}
