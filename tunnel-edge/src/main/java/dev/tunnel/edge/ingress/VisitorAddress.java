package dev.tunnel.edge.ingress;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.net.InetSocketAddress;

/// Where a public connection comes from: what a PROXY protocol header in front of the edge said, or
/// else the other end of the connection. Everybody who wants to know a visitor's address asks here.
public final class VisitorAddress {
    private static final AttributeKey<InetSocketAddress> TOLD =
            AttributeKey.valueOf(VisitorAddress.class, "told");
    private static final AttributeKey<InetSocketAddress> DESTINATION =
            AttributeKey.valueOf(VisitorAddress.class, "destination");

    private VisitorAddress() {}

    /// Notes what a trusted load balancer in front of the edge said of the connection, before
    /// anything else is read from it.
    ///
    /// @param destination where the visitor connected to
    public static void tell(
            Channel connection, InetSocketAddress address, InetSocketAddress destination) {
        connection.attr(TOLD).set(address);
        connection.attr(DESTINATION).set(destination);
    }

    public static InetSocketAddress of(Channel connection) {
        var told = connection.attr(TOLD).get();
        return told == null ? (InetSocketAddress) connection.remoteAddress() : told;
    }

    /// Where it goes: what the same header said, or else this end of the connection.
    public static InetSocketAddress destination(Channel connection) {
        var told = connection.attr(DESTINATION).get();
        return told == null ? (InetSocketAddress) connection.localAddress() : told;
    }
}
