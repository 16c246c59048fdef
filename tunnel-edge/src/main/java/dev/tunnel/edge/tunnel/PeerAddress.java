package dev.tunnel.edge.tunnel;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;

/// Where a connection to the edge comes from: what a PROXY protocol header in front of it said, or
/// else its other end. Everybody who wants to know a visitor's or an agent's address asks here.
public final class PeerAddress {
    private static final AttributeKey<InetSocketAddress> TOLD =
            AttributeKey.valueOf(PeerAddress.class, "told");
    private static final AttributeKey<InetSocketAddress> DESTINATION =
            AttributeKey.valueOf(PeerAddress.class, "destination");

    private PeerAddress() {}

    /// Notes what a trusted load balancer in front of the edge said of the connection, before
    /// anything else is read from it.
    ///
    /// @param destination where the peer connected to
    public static void tell(
            Channel connection, InetSocketAddress address, InetSocketAddress destination) {
        connection.attr(TOLD).set(address);
        connection.attr(DESTINATION).set(destination);
    }

    public static InetSocketAddress of(Channel connection) {
        var told = connection.attr(TOLD).get();
        return told == null ? (InetSocketAddress) connection.remoteAddress() : told;
    }

    /// The same as `ip:port`.
    public static String text(Channel connection) {
        return connection.remoteAddress() instanceof InetSocketAddress
                ? NetUtil.toSocketAddressString(of(connection))
                : String.valueOf(connection.remoteAddress());
    }

    /// Where it goes: what the same header said, or else this end of the connection.
    public static InetSocketAddress destination(Channel connection) {
        var told = connection.attr(DESTINATION).get();
        return told == null ? (InetSocketAddress) connection.localAddress() : told;
    }
}
