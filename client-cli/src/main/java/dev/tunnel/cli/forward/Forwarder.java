package dev.tunnel.cli.forward;

import dev.tunnel.cli.config.Failures;
import dev.tunnel.cli.config.TunnelDefinition;
import dev.tunnel.cli.config.Upstream;
import dev.tunnel.protocol.mux.MuxStreamChannel;
import dev.tunnel.protocol.mux.ResetCode;
import dev.tunnel.protocol.mux.StreamOpen;
import dev.tunnel.protocol.relay.Relay;
import io.netty.channel.Channel;
import io.netty.channel.ConnectTimeoutException;
import io.netty.util.concurrent.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Answers the edge's streams: stream → connection to the tunnel's local service → relay.
///
/// Event loop only.
public final class Forwarder {

    private final LocalConnector connector;
    private final int maxStreams;
    private final LocalFailures failures;
    private final Map<UUID, Route> routes = new HashMap<>();
    private int streams;

    private record Route(TunnelDefinition tunnel, Traffic traffic) {}

    /// @param maxStreams streams served at a time; each needs a descriptor
    /// @param failures hears of local services that cannot be reached
    public Forwarder(LocalConnector connector, int maxStreams, LocalFailures failures) {
        this.connector = connector;
        this.maxStreams = maxStreams;
        this.failures = failures;
    }

    /// Serves `tunnel`'s streams from now on.
    public void add(UUID id, TunnelDefinition tunnel, Traffic traffic) {
        routes.put(id, new Route(tunnel, traffic));
    }

    public void remove(UUID id) {
        routes.remove(id);
    }

    /// Serves no tunnel any more.
    public void clear() {
        routes.clear();
    }

    /// Takes a stream that the edge opened.
    public void onStream(MuxStreamChannel stream, StreamOpen open) {
        Route route = routes.get(open.tunnelId());
        if (route == null) {
            stream.reset(ResetCode.UNKNOWN_TUNNEL);
        } else if (streams >= maxStreams) {
            stream.reset(ResetCode.LIMIT);
        } else {
            forward(stream, route);
        }
    }

    private void forward(MuxStreamChannel stream, Route route) {
        streams++;
        long start = route.traffic().connections().opened();
        stream.closeFuture()
                .addListener(_ -> {
                    streams--;
                    route.traffic().connections().closed(start);
                });
        // Nothing is taken from the visitor before there is somebody to give it to.
        Relay.await(stream);
        UntilConnected waiting = new UntilConnected();
        stream.pipeline().addLast(waiting);
        TunnelDefinition tunnel = route.tunnel();
        Upstream upstream = tunnel.upstream();
        LocalTls.Wish tls =
                new LocalTls.Wish(upstream.verifyTls(), "http2".equals(upstream.protocol()));
        connector
                .connect(stream.eventLoop(), tunnel.target(), tls)
                .addListener((Future<Channel> local) -> {
                    waiting.leave(stream);
                    connected(stream, route, local);
                });
    }

    private void connected(MuxStreamChannel stream, Route route, Future<Channel> local) {
        @Nullable Channel channel = local.isSuccess() ? local.getNow() : null;
        if (channel == null) {
            Throwable cause = local.cause();
            failures.onUnreachable(route.tunnel(), Failures.line(cause));
            stream.reset(code(cause));
        } else if (stream.isActive()) {
            Traffic traffic = route.traffic();
            Relay.join(stream, channel, traffic::addIn, traffic::addOut);
        } else {
            channel.close();
        }
    }

    private static ResetCode code(Throwable cause) {
        return cause instanceof ConnectTimeoutException
                ? ResetCode.LOCAL_TIMEOUT
                : ResetCode.LOCAL_UNREACHABLE;
    }
}
