package dev.tunnel.edge;

import dev.tunnel.edge.acme.Acme;
import dev.tunnel.edge.admin.AdminInitializer;
import dev.tunnel.edge.agent.AgentPort;
import dev.tunnel.edge.agent.Agents;
import dev.tunnel.edge.agent.Handshakes;
import dev.tunnel.edge.agent.mux.EdgeName;
import dev.tunnel.edge.agent.mux.MuxAcceptor;
import dev.tunnel.edge.agent.ngrok1.Ngrok1Acceptor;
import dev.tunnel.edge.config.EdgeSettings;
import dev.tunnel.edge.config.TrustedProxies;
import dev.tunnel.edge.ingress.AcceptGate;
import dev.tunnel.edge.ingress.AcceptSettings;
import dev.tunnel.edge.ingress.Lifetime;
import dev.tunnel.edge.ingress.Listeners;
import dev.tunnel.edge.ingress.http.HttpSettings;
import dev.tunnel.edge.ingress.http.PublicHttp2Initializer;
import dev.tunnel.edge.ingress.http.PublicHttpInitializer;
import dev.tunnel.edge.ingress.http.Surroundings;
import dev.tunnel.edge.ingress.policy.Policies;
import dev.tunnel.edge.ingress.raw.RawSettings;
import dev.tunnel.edge.ingress.raw.RawTunnels;
import dev.tunnel.edge.ingress.sni.TlsHosts;
import dev.tunnel.edge.ingress.tcp.TcpListeners;
import dev.tunnel.edge.telemetry.Visits;
import dev.tunnel.edge.tls.FirstBytes;
import dev.tunnel.edge.tls.ServerTls;
import dev.tunnel.edge.tls.TlsInitializer;
import dev.tunnel.edge.tunnel.TcpPorts;
import dev.tunnel.edge.tunnel.TunnelRegistry;
import dev.tunnel.protocol.mux.MuxProtocol;
import dev.tunnel.protocol.net.Transport;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.util.concurrent.Ticker;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which pipeline stands behind which port.
final class Doors {
    /// What TLS clients may agree on, the preferred first.
    static final List<String> PROTOCOLS =
            List.of(
                    MuxProtocol.ALPN,
                    ApplicationProtocolNames.HTTP_2,
                    ApplicationProtocolNames.HTTP_1_1);

    private final EdgeSettings settings;
    private final TunnelRegistry tunnels;
    private final ServerTls tls;
    private final Visits visits;
    private final Lifetime lifetime;
    private final boolean takingOver;
    private final Policies policies;
    private final AcceptSettings accept;
    private final AcceptGate visitors;
    private final Listeners listeners;
    private final Listeners agentListeners;
    private final Listeners adminListeners;
    private final TcpListeners tcpPorts;
    private final TlsHosts tlsHosts;

    Doors(
            EdgeSettings settings,
            Transport transport,
            Threads threads,
            TunnelRegistry tunnels,
            ServerTls tls,
            Visits visits,
            Lifetime lifetime,
            boolean takingOver) {
        var listen = settings.listen();
        this.settings = settings;
        this.tunnels = tunnels;
        this.tls = tls;
        this.visits = visits;
        this.lifetime = lifetime;
        this.takingOver = takingOver;
        this.policies = new Policies(settings.address().httpsPort());
        this.accept = AcceptSettings.of(settings.limits().visitors());
        this.visitors = gate(listen.balancers().and(listen.trustedProxies()));
        this.listeners =
                new Listeners(
                        transport,
                        threads.acceptors(),
                        threads.loops(),
                        visitors,
                        listen.host(),
                        listen.balancers());
        this.agentListeners = listeners(transport, threads, listen.host());
        this.adminListeners = listeners(transport, threads, listen.admin().host());
        var raw =
                new RawTunnels(
                        tunnels,
                        policies,
                        RawSettings.of(settings.limits().visitors()),
                        visits,
                        lifetime);
        this.tcpPorts = new TcpListeners(listeners, raw);
        this.tlsHosts = new TlsHosts(tunnels, raw, settings.address(), lifetime);
    }

    private AcceptGate gate(TrustedProxies balancers) {
        return new AcceptGate(accept, balancers, Ticker.systemTicker());
    }

    /// Listeners that no load balancer with a PROXY protocol header stands in front of.
    private Listeners listeners(Transport transport, Threads threads, String host) {
        var none = TrustedProxies.NONE;
        return new Listeners(
                transport, threads.acceptors(), threads.loops(), gate(none), host, none);
    }

    /// Listens on the ports of an edge that leaves.
    void expect(Collection<Integer> ports) {
        tcpPorts.expect(ports, Lifetime.SETTLING).awaitUninterruptibly();
    }

    TcpPorts tcpPorts() {
        return tcpPorts;
    }

    AcceptGate visitors() {
        return visitors;
    }

    Policies policies() {
        return policies;
    }

    /// Listens on every port.
    ///
    /// @param acme answers certificate authorities; empty when nothing is ordered
    Ports open(Agents agents, String version, Optional<Acme> acme, AdminInitializer admin)
            throws EdgeStartException {
        var listen = settings.listen();
        var limits = settings.limits();
        var http =
                HttpSettings.of(
                        limits.http(), limits.visitors().agentWait(), listen.trustedProxies());
        var around = new Surroundings(http, tunnels, policies, lifetime, visits);
        var mux =
                new MuxAcceptor(
                        agents,
                        new EdgeName(settings.platform().edgeName(), version),
                        limits.flow());
        var ngrok1 = new Ngrok1Acceptor(agents);
        return new Ports(
                bound(
                        listeners,
                        listen.httpPort(),
                        "TUNNEL_EDGE_HTTP_PORT",
                        acme.map(it -> new PublicHttpInitializer(around, it::httpAnswer))
                                .orElseGet(() -> new PublicHttpInitializer(around, false))),
                bound(
                        listeners,
                        listen.httpsPort(),
                        "TUNNEL_EDGE_HTTPS_PORT",
                        publicTls(
                                mux,
                                ngrok1,
                                new PublicHttpInitializer(around, true),
                                new PublicHttp2Initializer(
                                        around, tls::covers, new SecureRandom()))),
                bound(
                        agentListeners,
                        listen.agentPort(),
                        "TUNNEL_EDGE_AGENT_PORT",
                        agentTls(agents.handshakes(), mux, ngrok1)),
                bound(adminListeners, listen.admin().port(), "TUNNEL_EDGE_ADMIN", admin));
    }

    private Channel bound(Listeners listeners, int port, String variable, ChannelHandler connection)
            throws EdgeStartException {
        try {
            if (!takingOver) {
                listeners.checkFree(port);
            }
            var binding = listeners.listenShared(port, connection);
            return Ports.bound(binding, listeners.host(), port, variable);
        } catch (IOException e) {
            throw Ports.cannotListen(listeners.host(), port, variable, e);
        }
    }

    /// From here on visitors' connections end with what is under way on them.
    void drain() {
        lifetime.drain();
        visitors.tellAll(Lifetime.Event.DRAINING);
    }

    /// Visitors, and agents for which this is the only port that their network lets out to.
    private ChannelHandler publicTls(
            ChannelHandler mux, ChannelHandler ngrok1, ChannelHandler https, ChannelHandler http2) {
        return new TlsInitializer(
                tls,
                tlsHosts,
                Map.of(MuxProtocol.ALPN, mux, ApplicationProtocolNames.HTTP_2, http2),
                new FirstBytes.Protocols(https, ngrok1));
    }

    /// Agents, and visitors of TLS tunnels; web pages are not served here.
    private ChannelHandler agentTls(
            Handshakes handshakes, ChannelHandler mux, ChannelHandler ngrok1) {
        return new AgentPort(
                handshakes,
                new TlsInitializer(
                        tls,
                        name ->
                                tlsHosts.handler(name)
                                        .map(next -> AgentPort.visitor(handshakes, next)),
                        Map.of(MuxProtocol.ALPN, mux),
                        new FirstBytes.Protocols(null, ngrok1)));
    }
}
