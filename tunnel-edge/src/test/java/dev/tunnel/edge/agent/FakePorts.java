package dev.tunnel.edge.agent;

import dev.tunnel.edge.tunnel.TcpPorts;
import dev.tunnel.edge.tunnel.Tunnel;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.net.BindException;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/// Ports of which some are in use by other programs.
final class FakePorts implements TcpPorts {
    final Set<Integer> inUse = new HashSet<>();
    final Set<Integer> listening = new TreeSet<>();

    @Override
    public Future<Void> listen(int port, Tunnel tunnel) {
        if (inUse.contains(port)) {
            return ImmediateEventExecutor.INSTANCE.newFailedFuture(new BindException("in use"));
        }
        listening.add(port);
        return ImmediateEventExecutor.INSTANCE.newSucceededFuture(null);
    }

    @Override
    public void close(int port) {
        listening.remove(port);
    }
}
