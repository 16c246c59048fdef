package dev.tunnel.edge.tunnel;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.Optional;

/// The live connection to an agent, whatever protocol it speaks. All methods may be called from any
/// thread.
public interface Agent {

    /// Opens a stream to the tunnel's local service. `handler` is in the stream's pipeline before
    /// its first byte is read. Fails when the agent's connection is gone or takes no more streams;
    /// an agent that cannot reach the local service says so later, by resetting the stream.
    Future<Channel> open(Tunnel tunnel, Visitor visitor, ChannelHandler handler);

    /// Tells the agent why, and closes its connection with every stream on it.
    void close(CloseReason reason);

    /// Tells the agent to connect elsewhere. No more streams are opened; those that are open go on,
    /// and the connection ends with them.
    void retire(CloseReason reason);

    /// Tells the agent that one of its tunnels is closed; the session goes on.
    void tunnelClosed(Tunnel tunnel, CloseReason reason);

    /// Tells the agent's people something. An agent whose protocol has no words for it is not told.
    default void notice(String code, String message) {}

    /// The event loop that its streams live on, where it has one for all.
    default Optional<EventLoop> eventLoop() {
        return Optional.empty();
    }

    /// What the agent speaks, for metrics.
    String protocol();

    /// Whether the connection is up, as far as the edge knows.
    boolean isOpen();

    /// Streams open at the moment.
    int streams();
}
