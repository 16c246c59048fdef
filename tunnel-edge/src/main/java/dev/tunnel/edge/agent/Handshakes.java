package dev.tunnel.edge.agent;

import dev.tunnel.edge.config.AgentSettings;
import dev.tunnel.edge.tunnel.PeerAddress;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Bounds the connections that are accepted but not welcomed yet, in all and by address, so that
/// nobody can fill the edge with silence. Any thread.
public final class Handshakes {
    private static final AttributeKey<AtomicInteger> COUNTED =
            AttributeKey.valueOf(Handshakes.class, "counted");

    private final AgentSettings settings;
    private final AtomicInteger all = new AtomicInteger();
    private final Map<InetAddress, Integer> byAddress = new ConcurrentHashMap<>();

    public Handshakes(AgentSettings settings) {
        this.settings = settings;
    }

    /// Counts a connection until it is welcomed or closed; one that is counted stays counted once.
    ///
    /// @return false when there are too many: close it
    public boolean enter(Channel channel) {
        var counted = channel.attr(COUNTED);
        if (counted.get() != null) {
            return true;
        }
        counted.set(new AtomicInteger(1));
        channel.closeFuture().addListener(_ -> leave(channel));
        int mine = byAddress.merge(address(channel), 1, Integer::sum);
        return all.incrementAndGet() <= settings.handshakes()
                && mine <= settings.handshakesPerAddress();
    }

    /// The connection is welcomed.
    public void leave(Channel channel) {
        var counted = channel.attr(COUNTED).get();
        if (counted != null && counted.getAndSet(0) == 1) {
            all.decrementAndGet();
            byAddress.computeIfPresent(
                    address(channel), (_, count) -> count == 1 ? null : count - 1);
        }
    }

    /// Connections counted now.
    public int count() {
        return all.get();
    }

    private static InetAddress address(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress
                ? PeerAddress.of(channel).getAddress()
                : InetAddress.getLoopbackAddress();
    }
}
