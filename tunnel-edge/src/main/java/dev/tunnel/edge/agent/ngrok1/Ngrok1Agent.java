package dev.tunnel.edge.agent.ngrok1;

import dev.tunnel.edge.tunnel.Agent;
import dev.tunnel.edge.tunnel.CloseReason;
import dev.tunnel.edge.tunnel.Endpoint;
import dev.tunnel.edge.tunnel.Tunnel;
import dev.tunnel.edge.tunnel.Visitor;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.Future;

/// An agent of the ngrok 1.x protocol: a stream is a proxy connection that the client makes for it.
///
/// The protocol has no word for a tunnel that is closed later. The error that answers a wish for a
/// tunnel is understood all the same, but ngrok 1.7 ends when it hears one; so it is used where
/// nothing is left to serve.
final class Ngrok1Agent implements Agent {
    static final CloseReason CAME_BACK =
            new CloseReason("session_superseded", "This client came back.", false);

    private final Membership membership;
    private final ControlSession control;
    private final ControlConnection connection;

    Ngrok1Agent(Membership membership, ControlSession control, ControlConnection connection) {
        this.membership = membership;
        this.control = control;
        this.connection = connection;
    }

    @Override
    public Future<Channel> open(Tunnel tunnel, Visitor visitor, ChannelHandler handler) {
        var start =
                new Answer.StartProxy(
                        url(tunnel, visitor), NetUtil.toSocketAddressString(visitor.address()));
        boolean asked = tunnel.endpoint() instanceof Endpoint.HttpHost;
        return control.proxies().take(new ProxyUse(start, handler, asked));
    }

    /// The URL under which the client was told of the tunnel.
    static String url(Tunnel tunnel, Visitor visitor) {
        var urls = tunnel.identity().urls();
        var scheme =
                switch (tunnel.endpoint()) {
                    case Endpoint.HttpHost _ -> visitor.tls() ? "https://" : "http://";
                    case Endpoint.TcpPort _ -> "tcp://";
                    case Endpoint.TlsHost _ -> "tls://";
                };
        return urls.stream()
                .filter(url -> url.startsWith(scheme))
                .findFirst()
                .orElseGet(urls::getFirst);
    }

    /// Visitors who are being served keep their proxy connections; those of tunnels that are closed
    /// lose them with their tunnels.
    @Override
    public void close(CloseReason reason) {
        if (reason.retry()) {
            connection.channel().close();
        } else {
            connection.finish(Answer.NewTunnel.refused(reason.message()));
        }
    }

    /// A client whose control connection is closed connects again.
    @Override
    public void retire(CloseReason reason) {
        membership.retire();
    }

    @Override
    public void tunnelClosed(Tunnel tunnel, CloseReason reason) {
        membership.tunnelClosed(tunnel, reason);
    }

    @Override
    public String protocol() {
        return "ngrok1";
    }

    @Override
    public boolean isOpen() {
        return connection.channel().isActive();
    }

    @Override
    public int streams() {
        return control.proxies().busy();
    }
}
