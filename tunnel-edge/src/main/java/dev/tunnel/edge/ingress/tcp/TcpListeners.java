package dev.tunnel.edge.ingress.tcp;

import dev.tunnel.edge.ingress.ChosenLoops;
import dev.tunnel.edge.ingress.Listeners;
import dev.tunnel.edge.ingress.raw.RawTunnels;
import dev.tunnel.edge.tunnel.TcpPorts;
import dev.tunnel.edge.tunnel.Tunnel;
import io.netty.channel.ChannelFuture;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens and closes the ports of TCP tunnels, one change at a time.
public final class TcpListeners implements TcpPorts {
    private static final Logger LOG = LoggerFactory.getLogger(TcpListeners.class);

    private final Listeners listeners;
    private final RawTunnels tunnels;
    private final TcpInitializer connections;
    private final EventExecutor order;
    private final Map<Integer, ChannelFuture> bound = new HashMap<>();
    private final Map<Integer, ChannelFuture> closing = new HashMap<>();

    public TcpListeners(Listeners listeners, RawTunnels tunnels) {
        this.listeners = listeners;
        this.tunnels = tunnels;
        this.connections = new TcpInitializer(tunnels);
        this.order = listeners.acceptors().next();
    }

    @Override
    public Future<Void> listen(int port, Tunnel tunnel) {
        Promise<Void> listening = order.newPromise();
        order.execute(() -> listen(port, listening));
        return listening;
    }

    private void listen(int port, Promise<Void> listening) {
        var pending = closing.get(port);
        if (pending != null) {
            pending.addListener(_ -> order.execute(() -> listen(port, listening)));
            return;
        }
        var binding = bound.computeIfAbsent(port, this::bind);
        binding.addListener(done -> {
            if (done.isSuccess()) {
                LOG.debug("listening on TCP port {}", port);
                listening.trySuccess(null);
            } else {
                order.execute(() -> bound.remove(port, binding));
                listening.tryFailure(done.cause());
            }
        });
    }

    /// A visitor's connection is on the event loop of the agent's connection, so that its bytes
    /// change threads nowhere: here the tunnel is known before the visitor is accepted.
    private ChannelFuture bind(int port) {
        var loops = new ChosenLoops(listeners.loops(), () -> tunnels.agentLoop(port));
        return listeners.on(loops).listen(port, connections);
    }

    @Override
    public void close(int port) {
        order.execute(() -> {
            var binding = bound.remove(port);
            if (binding != null) {
                var closed = binding.channel().close();
                closing.put(port, closed);
                closed.addListener(_ -> order.execute(() -> closing.remove(port, closed)));
            }
        });
    }
}
