package dev.tunnel.edge.ingress.raw;

import dev.tunnel.edge.ingress.Lifetime;
import dev.tunnel.edge.ingress.policy.Policies;
import dev.tunnel.edge.telemetry.Visits;
import dev.tunnel.edge.tunnel.Endpoint;
import dev.tunnel.edge.tunnel.Lookup;
import dev.tunnel.edge.tunnel.TunnelRegistry;
import dev.tunnel.protocol.relay.Relay;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Ticker;
import java.util.Optional;

/// Takes connections for TCP and TLS tunnels.
public final class RawTunnels {
    private final TunnelRegistry registry;
    private final Policies policies;
    private final RawSettings settings;
    private final Visits visits;
    private final Lifetime lifetime;

    /// @param visits told of every connection's end
    public RawTunnels(
            TunnelRegistry registry, Policies policies, RawSettings settings, Visits visits) {
        this(registry, policies, settings, visits, Lifetime.settled(Ticker.systemTicker()));
    }

    /// @param lifetime whether tunnels may be on their way here
    public RawTunnels(
            TunnelRegistry registry,
            Policies policies,
            RawSettings settings,
            Visits visits,
            Lifetime lifetime) {
        this.registry = registry;
        this.policies = policies;
        this.settings = settings;
        this.visits = visits;
        this.lifetime = lifetime;
    }

    /// The event loop of the agent behind a port, while there is one.
    public Optional<EventLoop> agentLoop(int port) {
        return registry.find(new Endpoint.TcpPort(port)) instanceof Lookup.Found(var tunnel)
                ? tunnel.agent().eventLoop()
                : Optional.empty();
    }

    /// Leads a new connection to the tunnel of an endpoint. From then on nothing is read from it
    /// until a stream to the local service is open; what was read before and is passed on by the
    /// handlers in front is sent first.
    public ChannelHandler initializer(Endpoint endpoint) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel connection) {
                take(connection, endpoint);
            }
        };
    }

    /// The same, for initializers.
    public void take(Channel connection, Endpoint endpoint) {
        Relay.await(connection);
        connection
                .pipeline()
                .addLast(
                        new RawHandler(
                                registry,
                                policies,
                                settings,
                                new RawVisit(visits, endpoint),
                                lifetime));
    }
}
