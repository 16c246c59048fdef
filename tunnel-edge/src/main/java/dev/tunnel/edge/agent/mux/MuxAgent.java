package dev.tunnel.edge.agent.mux;

import dev.tunnel.edge.tunnel.Agent;
import dev.tunnel.edge.tunnel.CloseReason;
import dev.tunnel.edge.tunnel.Tunnel;
import dev.tunnel.edge.tunnel.Visitor;
import dev.tunnel.protocol.message.GoAway;
import dev.tunnel.protocol.message.Notice;
import dev.tunnel.protocol.message.TunnelClosed;
import dev.tunnel.protocol.mux.MuxConnection;
import dev.tunnel.protocol.mux.StreamOpen;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.Future;
import java.util.Optional;

/// An agent behind one mux connection: a stream is one frame away.
final class MuxAgent implements Agent {
    private final MuxConnection connection;

    MuxAgent(MuxConnection connection) {
        this.connection = connection;
    }

    @Override
    @SuppressWarnings("unchecked") // a Future only hands its value out, so it is covariant
    public Future<Channel> open(Tunnel tunnel, Visitor visitor, ChannelHandler handler) {
        var open =
                new StreamOpen(
                        tunnel.id(),
                        tunnel.endpoint().protocol(),
                        NetUtil.toSocketAddressString(visitor.address()),
                        visitor.tls(),
                        visitor.traceparent());
        Future<? extends Channel> stream = connection.open(open, handler);
        return (Future<Channel>) stream;
    }

    @Override
    public void close(CloseReason reason) {
        connection.goAway(new GoAway(reason.code(), reason.message(), reason.retry()));
    }

    @Override
    public void retire(CloseReason reason) {
        connection.retire(new GoAway(reason.code(), reason.message(), reason.retry()));
    }

    @Override
    public void tunnelClosed(Tunnel tunnel, CloseReason reason) {
        connection.send(new TunnelClosed(tunnel.id(), reason.code(), reason.message()));
    }

    @Override
    public void notice(String code, String message) {
        connection.send(new Notice(code, message));
    }

    @Override
    public Optional<EventLoop> eventLoop() {
        return Optional.of(connection.channel().eventLoop());
    }

    @Override
    public String protocol() {
        return "mux";
    }

    @Override
    public boolean isOpen() {
        return connection.channel().isActive();
    }

    @Override
    public int streams() {
        return connection.streamCount();
    }
}
