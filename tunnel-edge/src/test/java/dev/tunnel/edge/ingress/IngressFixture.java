package dev.tunnel.edge.ingress;

import static org.awaitility.Awaitility.await;

import dev.tunnel.api.edge.AuthoriseRequest.AgentFacts;
import dev.tunnel.api.edge.ClaimRequest;
import dev.tunnel.edge.config.TrustedProxies;
import dev.tunnel.edge.ingress.policy.Policies;
import dev.tunnel.edge.tunnel.Access;
import dev.tunnel.edge.tunnel.Endpoint;
import dev.tunnel.edge.tunnel.Grant;
import dev.tunnel.edge.tunnel.Holding;
import dev.tunnel.edge.tunnel.ProxyProtocol;
import dev.tunnel.edge.tunnel.Session;
import dev.tunnel.edge.tunnel.Tunnel;
import dev.tunnel.edge.tunnel.TunnelIdentity;
import dev.tunnel.edge.tunnel.TunnelOptions;
import dev.tunnel.edge.tunnel.TunnelRegistry;
import dev.tunnel.edge.tunnel.Upstream;
import dev.tunnel.edge.tunnel.UpstreamProtocol;
import dev.tunnel.edge.tunnel.UsageMeter;
import dev.tunnel.protocol.net.Transport;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Ticker;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// An edge's public side with one agent behind it. Visitors and the agent are on event loops of
/// their own, so that every hop between loops is taken.
public final class IngressFixture implements AutoCloseable {
    private final EventLoopGroup acceptors = Transport.best().group(1, "test-accept");
    private final EventLoopGroup visitors = Transport.best().group(1, "test-visitors");
    private final EventLoopGroup agents = Transport.best().group(1, "test-agents");
    private final EventExecutor control = new DefaultEventExecutor();
    private final TunnelRegistry registry = new TunnelRegistry(new UsageMeter());
    private final TestAgent agent = new TestAgent(agents);
    private final Policies policies = new Policies(8443);
    private final AcceptGate gate =
            new AcceptGate(AcceptSettings.defaults(), TrustedProxies.NONE, Ticker.systemTicker());

    public TunnelRegistry registry() {
        return registry;
    }

    public Policies policies() {
        return policies;
    }

    public TestAgent agent() {
        return agent;
    }

    public EventExecutor control() {
        return control;
    }

    public EventLoopGroup agentLoops() {
        return agents;
    }

    public Listeners listeners() {
        return listeners(TrustedProxies.NONE);
    }

    /// Listeners behind load balancers at these addresses.
    public Listeners listeners(TrustedProxies balancers) {
        return new Listeners(Transport.best(), acceptors, visitors, gate, "0.0.0.0", balancers);
    }

    /// Listens and gives the port.
    public int listen(ChannelHandler connection) {
        return portOf(listeners().listen(0, connection).syncUninterruptibly().channel());
    }

    public static int portOf(Channel listener) {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /// Registers an HTTP tunnel to a local port.
    public Tunnel http(String host, int port) {
        return tunnel(new Endpoint.HttpHost(host), options(null), port);
    }

    public Tunnel tunnel(Endpoint endpoint, TunnelOptions options, int port) {
        var identity =
                new TunnelIdentity(
                        UUID.randomUUID(), UUID.randomUUID(), "test", endpoint, List.of());
        var tunnel = new Tunnel(identity, options, agent, control);
        agent.serve(tunnel, port);
        registry.register(tunnel);
        return tunnel;
    }

    public static TunnelOptions options(@Nullable String hostHeader) {
        return options(
                Access.OPEN, new Upstream(hostHeader, ProxyProtocol.NONE, UpstreamProtocol.HTTP1));
    }

    public static TunnelOptions restricted(Access access) {
        return options(access, Upstream.PLAIN);
    }

    public static TunnelOptions options(Access access, Upstream upstream) {
        return new TunnelOptions(Set.of("http", "https"), access, upstream, "localhost:8080");
    }

    /// The agent comes back and asks for the same tunnel in another way.
    public void resume(Tunnel tunnel, TunnelOptions options) {
        var grant = new Grant(UUID.randomUUID(), 1, "hash", 10);
        var facts = new AgentFacts("1", "linux", "amd64", "test", "127.0.0.1");
        var owner = new Session.Owner(tunnel.accountId(), "test", "hash");
        var session = new Session(owner, facts, grant, "hash");
        onControl(() -> {
            session.attach(agent, facts, grant);
            session.serve(held(tunnel, grant), options);
        });
    }

    /// The agent's connection drops without a goodbye: the tunnel waits for it.
    ///
    /// @return what attaches the agent again
    public Runnable detach(Tunnel tunnel) {
        var grant = new Grant(UUID.randomUUID(), 1, "hash", 10);
        var facts = new AgentFacts("1", "linux", "amd64", "test", "127.0.0.1");
        var owner = new Session.Owner(tunnel.accountId(), "test", "hash");
        var session = new Session(owner, facts, grant, "hash");
        var held = held(tunnel, grant);
        onControl(() -> {
            session.attach(agent, facts, grant);
            session.serve(held, tunnel.options());
            session.detach(agent);
        });
        return () ->
                onControl(() -> {
                    session.attach(agent, facts, grant);
                    session.serve(held, tunnel.options());
                });
    }

    private static Holding held(Tunnel tunnel, Grant grant) {
        var claim =
                new ClaimRequest(
                        grant.sessionId(),
                        1,
                        "test",
                        ClaimRequest.Proto.HTTP,
                        List.of("http"),
                        null,
                        null,
                        null,
                        List.of(),
                        "8080");
        return new Holding(tunnel, claim, true);
    }

    /// Tells every visitor's connection that the edge drains.
    public void drain() {
        gate.tellAll(Lifetime.Event.DRAINING);
    }

    private void onControl(Runnable task) {
        control.submit(task).syncUninterruptibly();
    }

    @Override
    public void close() {
        // Loops that stop at once would not release what their channels hold.
        await().until(() -> gate.open() == 0);
        agent.disconnect();
        for (var group : List.of(acceptors, visitors, agents)) {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        }
        control.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
