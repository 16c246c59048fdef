package dev.tunnel.edge.ingress.proxy;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/// What a header says, in either version.
public sealed interface ProxyHeader {

    /// A relayed connection.
    ///
    /// @param source the client
    /// @param destination where the client connected to
    record Relayed(InetSocketAddress source, InetSocketAddress destination) implements ProxyHeader {

        /// Whether both addresses are of this kind.
        boolean isBetween(Class<? extends InetAddress> kind) {
            return kind.isInstance(source.getAddress())
                    && kind.isInstance(destination.getAddress());
        }
    }

    /// The proxy's own connection, a health check for example, or one whose addresses it does not
    /// know: those of the connection itself count.
    record Own() implements ProxyHeader {}
}
