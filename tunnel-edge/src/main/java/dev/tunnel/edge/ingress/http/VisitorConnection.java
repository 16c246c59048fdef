package dev.tunnel.edge.ingress.http;

import dev.tunnel.edge.tunnel.Allowance;
import dev.tunnel.edge.tunnel.Tunnel;
import io.netty.channel.Channel;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.util.concurrent.Ticker;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.WeakHashMap;

/// What a visitor's connection keeps between its requests. Used on its event loop.
final class VisitorConnection {
    private final KeptLinks links;
    private final ServiceConnections services = new ServiceConnections();
    private final Set<Allowance> entered = new HashSet<>(2);
    private final Set<Tunnel> reached = Collections.newSetFromMap(new WeakHashMap<>(2));

    /// @param streams how many streams to local services are kept for further requests
    VisitorConnection(int streams, Ticker ticker) {
        this.links = new KeptLinks(streams, ticker);
    }

    KeptLinks links() {
        return links;
    }

    ServiceConnections services() {
        return services;
    }

    /// Whether a request of this connection may go to an account's tunnels: the first one counts as
    /// a connection of the account, until the connection closes.
    ///
    /// @param line the connection, or a stream of it
    boolean enters(Allowance allowance, Channel line) {
        if (entered.contains(allowance)) {
            return true;
        }
        if (!allowance.enter()) {
            return false;
        }
        entered.add(allowance);
        var connection = line instanceof Http2StreamChannel stream ? stream.parent() : line;
        connection.closeFuture().addListener(_ -> allowance.leave());
        return true;
    }

    /// A request of this connection goes to a tunnel; the first one counts as a connection of it.
    void reaches(Tunnel tunnel) {
        if (reached.add(tunnel)) {
            tunnel.traffic().connection();
        }
    }

    /// Ends what was kept.
    void drop() {
        links.drop();
        services.drop();
    }
}
