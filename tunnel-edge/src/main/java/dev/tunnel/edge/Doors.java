package dev.tunnel.edge;

import dev.tunnel.edge.admin.AdminInitializer;
import dev.tunnel.edge.admin.Readiness;
import dev.tunnel.edge.agent.AgentPort;
import dev.tunnel.edge.agent.Agents;
import dev.tunnel.edge.agent.mux.EdgeName;
import dev.tunnel.edge.agent.mux.MuxAcceptor;
import dev.tunnel.edge.config.EdgeSettings;
import dev.tunnel.edge.ingress.AcceptGate;
import dev.tunnel.edge.ingress.AcceptSettings;
import dev.tunnel.edge.ingress.Listeners;
import dev.tunnel.edge.ingress.http.HttpSettings;
import dev.tunnel.edge.ingress.http.PublicHttpInitializer;
import dev.tunnel.edge.ingress.tcp.TcpListeners;
import dev.tunnel.edge.ingress.tcp.TcpSettings;
import dev.tunnel.edge.telemetry.Meters;
import dev.tunnel.edge.tls.ServerTls;
import dev.tunnel.edge.tls.TlsInitializer;
import dev.tunnel.edge.tunnel.TcpPorts;
import dev.tunnel.edge.tunnel.TunnelRegistry;
import dev.tunnel.protocol.mux.MuxProtocol;
import dev.tunnel.protocol.mux.WindowBudget;
import dev.tunnel.protocol.net.Transport;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.util.concurrent.Ticker;
import java.util.Map;
import java.util.function.Supplier;

/// Which pipeline stands behind which port.
final class Doors {
    private static final long WINDOWS = 64L * 1024 * 1024;

    private final EdgeSettings settings;
    private final TunnelRegistry tunnels;
    private final ServerTls tls;
    private final AcceptGate visitors;
    private final Listeners listeners;
    private final Listeners agentListeners;
    private final Listeners adminListeners;
    private final TcpListeners tcpPorts;

    Doors(
            EdgeSettings settings,
            Transport transport,
            Threads threads,
            TunnelRegistry tunnels,
            ServerTls tls) {
        var listen = settings.listen();
        this.settings = settings;
        this.tunnels = tunnels;
        this.tls = tls;
        this.visitors = gate();
        this.listeners = listeners(transport, threads, visitors, listen.host());
        this.agentListeners = listeners(transport, threads, gate(), listen.host());
        this.adminListeners = listeners(transport, threads, gate(), listen.admin().host());
        this.tcpPorts = new TcpListeners(listeners, tunnels, TcpSettings.defaults());
    }

    private static AcceptGate gate() {
        return new AcceptGate(AcceptSettings.defaults(), Ticker.systemTicker());
    }

    private static Listeners listeners(
            Transport transport, Threads threads, AcceptGate gate, String host) {
        return new Listeners(transport, threads.acceptors(), threads.loops(), gate, host);
    }

    TcpPorts tcpPorts() {
        return tcpPorts;
    }

    AcceptGate visitors() {
        return visitors;
    }

    /// Listens on every port.
    Ports open(Agents agents, String version, Supplier<Readiness> readiness, Meters meters)
            throws EdgeStartException {
        var listen = settings.listen();
        var http = HttpSettings.defaults(settings.address().httpsPort());
        var plain = new PublicHttpInitializer(http, tunnels, false);
        var secure = new PublicHttpInitializer(http, tunnels, true);
        var mux =
                new MuxAcceptor(
                        agents,
                        new EdgeName(settings.platform().edgeName(), version),
                        WindowBudget.ofBytes(WINDOWS));
        return new Ports(
                bound(listeners, listen.httpPort(), "TUNNEL_EDGE_HTTP_PORT", plain),
                bound(
                        listeners,
                        listen.httpsPort(),
                        "TUNNEL_EDGE_HTTPS_PORT",
                        tls(
                                Map.of(
                                        MuxProtocol.ALPN, mux,
                                        ApplicationProtocolNames.HTTP_1_1, secure))),
                bound(
                        agentListeners,
                        listen.agentPort(),
                        "TUNNEL_EDGE_AGENT_PORT",
                        new AgentPort(agents.handshakes(), tls(Map.of(MuxProtocol.ALPN, mux)))),
                bound(
                        adminListeners,
                        listen.admin().port(),
                        "TUNNEL_EDGE_ADMIN",
                        new AdminInitializer(readiness, meters)));
    }

    private static Channel bound(
            Listeners listeners, int port, String variable, ChannelHandler connection)
            throws EdgeStartException {
        return Ports.bound(listeners.listen(port, connection), listeners.host(), port, variable);
    }

    private ChannelHandler tls(Map<String, ? extends ChannelHandler> protocols) {
        return new TlsInitializer(tls, protocols, ApplicationProtocolNames.HTTP_1_1);
    }
}
