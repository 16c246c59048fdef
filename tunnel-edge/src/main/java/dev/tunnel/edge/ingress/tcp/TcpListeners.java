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
import io.netty.util.concurrent.PromiseCombiner;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
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
    private final Set<Integer> expected = new HashSet<>();

    public TcpListeners(Listeners listeners, RawTunnels tunnels) {
        this.listeners = listeners;
        this.tunnels = tunnels;
        this.connections = new TcpInitializer(tunnels);
        this.order = listeners.acceptors().next();
    }

    /// Listens on ports of an edge that leaves: its tunnels are on their way to this one. Those
    /// that have not come after a while are closed again.
    ///
    /// @return done when all that can be listened on are, whatever becomes of the others
    public Future<Void> expect(Collection<Integer> ports, Duration patience) {
        Promise<Void> listening = order.newPromise();
        order.execute(() -> {
            var bindings = new PromiseCombiner(order);
            for (int port : ports) {
                if (expected.add(port)) {
                    bindings.add(expect(port));
                }
            }
            Promise<Void> all = order.newPromise();
            bindings.finish(all);
            all.addListener(_ -> listening.trySuccess(null));
            var _ = order.schedule(this::giveUp, patience.toNanos(), TimeUnit.NANOSECONDS);
        });
        return listening;
    }

    private Future<Void> expect(int port) {
        var binding = bound.computeIfAbsent(port, this::bind);
        binding.addListener(done -> {
            if (!done.isSuccess()) {
                LOG.debug("cannot listen on TCP port {}: {}", port, done.cause().getMessage());
                order.execute(() -> bound.remove(port, binding));
            }
        });
        return binding;
    }

    private void giveUp() {
        expected.forEach(this::closeNow);
        expected.clear();
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
        if (expected.remove(port)) {
            LOG.debug("the tunnel of TCP port {} has come", port);
        }
        var binding = bound.get(port);
        if (binding == null) {
            try {
                listeners.checkFree(port);
            } catch (IOException e) {
                listening.tryFailure(e);
                return;
            }
            binding = bind(port);
            bound.put(port, binding);
        }
        report(port, binding, listening);
    }

    private void report(int port, ChannelFuture binding, Promise<Void> listening) {
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
        return listeners.on(loops).listenShared(port, connections);
    }

    @Override
    public void close(int port) {
        order.execute(() -> closeNow(port));
    }

    private void closeNow(int port) {
        var binding = bound.remove(port);
        if (binding != null) {
            var closed = binding.channel().close();
            closing.put(port, closed);
            closed.addListener(_ -> order.execute(() -> closing.remove(port, closed)));
        }
    }
}
