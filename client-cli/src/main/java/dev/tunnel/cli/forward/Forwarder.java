package dev.tunnel.cli.forward;

import dev.tunnel.cli.config.Failures;
import dev.tunnel.cli.config.Target;
import dev.tunnel.cli.config.TunnelDefinition;
import dev.tunnel.cli.config.Upstream;
import dev.tunnel.cli.forward.folder.FolderInitializer;
import dev.tunnel.cli.inspect.capture.StreamCapture;
import dev.tunnel.protocol.mux.MuxStreamChannel;
import dev.tunnel.protocol.mux.ResetCode;
import dev.tunnel.protocol.mux.StreamOpen;
import dev.tunnel.protocol.relay.Relay;
import io.netty.channel.Channel;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
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
    private final HealthWatch health;
    private final FolderInitializer folders = new FolderInitializer();
    private final StreamCapture capture;
    private final Map<UUID, Route> routes = new HashMap<>();
    private int streams;

    private record Route(TunnelDefinition tunnel, Traffic traffic) {}

    /// @param maxStreams streams served at a time; each needs a descriptor
    /// @param failures hears of local services that cannot be reached
    /// @param capture sees the streams of tunnels that may be inspected
    public Forwarder(
            LocalConnector connector,
            int maxStreams,
            LocalFailures failures,
            StreamCapture capture) {
        this.connector = connector;
        this.maxStreams = maxStreams;
        this.health = new HealthWatch(connector, failures);
        this.capture = capture;
    }

    /// Serves `tunnel`'s streams from now on.
    ///
    /// @param loop the event loop
    public void add(EventLoop loop, UUID id, TunnelDefinition tunnel, Traffic traffic) {
        Route route = new Route(tunnel, traffic);
        routes.put(id, route);
        health.begin(loop, tunnel, traffic.health(), () -> isServed(route));
    }

    private boolean isServed(Route route) {
        return routes.containsValue(route);
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
            forward(stream, route, open);
        }
    }

    private void forward(MuxStreamChannel stream, Route route, StreamOpen open) {
        streams++;
        long start = route.traffic().connections().opened();
        stream.closeFuture()
                .addListener(_ -> {
                    streams--;
                    route.traffic().connections().closed(start);
                });
        TunnelDefinition tunnel = route.tunnel();
        StreamCapture.Connection captured =
                (tunnel.inspect() ? capture : StreamCapture.NONE)
                        .onStream(Sources.of(tunnel, open));
        if (tunnel.target() instanceof Target.Folder(var folder)) {
            stream.pipeline().addLast(new TrafficCount(route.traffic()));
            captured.onAnswered(stream);
            folders.init(stream, folder);
        } else {
            connect(stream, route, captured);
        }
    }

    private void connect(MuxStreamChannel stream, Route route, StreamCapture.Connection captured) {
        // Nothing is taken from the visitor before there is somebody to give it to.
        Relay.await(stream);
        UntilConnected waiting = new UntilConnected();
        stream.pipeline().addLast(waiting);
        TunnelDefinition tunnel = route.tunnel();
        connector
                .connect(stream.eventLoop(), tunnel.target(), tls(tunnel))
                .addListener((Future<Channel> local) -> {
                    waiting.leave(stream);
                    connected(stream, route, local, captured);
                });
    }

    /// What TLS to the tunnel's service has to be.
    static LocalTls.Wish tls(TunnelDefinition tunnel) {
        Upstream upstream = tunnel.upstream();
        return new LocalTls.Wish(upstream.tls(), "http2".equals(upstream.protocol()));
    }

    private void connected(
            MuxStreamChannel stream,
            Route route,
            Future<Channel> local,
            StreamCapture.Connection captured) {
        @Nullable Channel channel = local.isSuccess() ? local.getNow() : null;
        Traffic traffic = route.traffic();
        if (channel == null) {
            Throwable cause = local.cause();
            health.missed(
                    stream.eventLoop(),
                    route.tunnel(),
                    traffic.health(),
                    cause,
                    () -> isServed(route));
            captured.onUnreachable(Failures.line(cause));
            stream.reset(code(cause));
            return;
        }
        health.reached(route.tunnel(), traffic.health());
        if (stream.isActive()) {
            captured.onConnected(stream, channel);
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
