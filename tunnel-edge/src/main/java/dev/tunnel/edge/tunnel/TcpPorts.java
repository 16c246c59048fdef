package dev.tunnel.edge.tunnel;

import io.netty.util.concurrent.Future;

/// The listeners of TCP tunnels. Each connection they accept belongs to the tunnel that the
/// [TunnelRegistry] has for the port at that moment. All methods may be called from any thread.
public interface TcpPorts {

    /// Listens on a port; succeeds at once when it listens already, and after a pending
    /// [#close(int)] of the same port. Fails with the system's reason when the port cannot be
    /// bound.
    Future<Void> listen(int port, Tunnel tunnel);

    /// Stops listening; a port that does not listen is left alone. Connections that were accepted
    /// live on (a tunnel that closes cuts them itself).
    void close(int port);
}
