package dev.tunnel.edge.tls;

import io.netty.channel.ChannelHandler;
import java.util.Optional;

/// Knows the hosts whose TLS does not end at the edge.
@FunctionalInterface
public interface PassThrough {
    /// Ends all TLS here.
    PassThrough NONE = _ -> Optional.empty();

    /// What takes a connection to this host as it came, its ClientHello included; empty when TLS
    /// ends here.
    ///
    /// @param serverName from the ClientHello: lower case, without a trailing dot, well formed
    Optional<ChannelHandler> handler(String serverName);

    /// Whether it may turn out in a moment whose host this is: it is worth asking again.
    default boolean isUndecided(String serverName) {
        return false;
    }
}
