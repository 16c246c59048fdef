package dev.tunnel.edge;

import dev.tunnel.api.edge.EdgeAddress;
import dev.tunnel.edge.config.EdgeSettings;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.stream.Stream;

/// The listeners that the edge has from start to end.
record Ports(Channel http, Channel https, Channel agents, Channel admin) {

    /// Waits for one to listen.
    ///
    /// @param variable what to change when it cannot
    static Channel bound(ChannelFuture binding, String host, int port, String variable)
            throws EdgeStartException {
        binding.awaitUninterruptibly();
        if (!binding.isSuccess()) {
            throw cannotListen(host, port, variable, binding.cause());
        }
        return binding.channel();
    }

    static EdgeStartException cannotListen(String host, int port, String variable, Throwable why) {
        return new EdgeStartException(
                "Cannot listen on %s:%d (%s): %s"
                        .formatted(host, port, variable, why.getMessage()));
    }

    /// What the platform tells the world, ports of 0 replaced by those that the system chose.
    EdgeAddress address(EdgeSettings settings, Optional<String> caCertificate) {
        var told = settings.address();
        var tcp = settings.listen().tcpPorts();
        return new EdgeAddress(
                told.domain(),
                told.httpPort() == 0 ? port(http) : told.httpPort(),
                told.httpsPort() == 0 ? port(https) : told.httpsPort(),
                told.agentHost(),
                told.agentPort() == 0 ? port(agents) : told.agentPort(),
                tcp.from(),
                tcp.to(),
                caCertificate.orElse(null));
    }

    /// Takes no more connections; health and metrics stay.
    void closePublic() {
        Stream.of(http, https, agents).forEach(Channel::close);
    }

    /// Leaves health and metrics to another edge.
    void closeAdmin() {
        admin.close();
    }

    static int port(Channel listener) {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    @Override
    public String toString() {
        return "http %d, https %d (agents too), agents %d, management %d"
                .formatted(port(http), port(https), port(agents), port(admin));
    }
}
