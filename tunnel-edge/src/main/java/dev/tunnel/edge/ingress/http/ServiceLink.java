package dev.tunnel.edge.ingress.http;

import dev.tunnel.edge.tunnel.Agent;
import dev.tunnel.edge.tunnel.ProxyProtocol;
import dev.tunnel.edge.tunnel.Tunnel;
import dev.tunnel.edge.tunnel.Visitor;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.DuplexChannel;
import org.jspecify.annotations.Nullable;

/// The visitor's end of a stream to a local service: what the public connection's event loop may do
/// with it. The other end is [ResponseRelay], on the stream's event loop.
///
/// @param agent the agent connection that carries it
/// @param visitor whom it was opened for
record ServiceLink(
        Tunnel tunnel, Agent agent, Visitor visitor, Channel stream, ResponseRelay relay) {

    /// Begins a request: its head goes out, and what comes back belongs to this exchange. A request
    /// without a body is complete with that.
    void begin(Exchange exchange) {
        onStreamLoop(() -> relay.begin(exchange));
    }

    /// @param sent told when it has left, or is lost with the stream
    void write(Object message, @Nullable ChannelFutureListener sent) {
        if (sent == null) {
            stream.write(message, stream.voidPromise());
        } else {
            stream.write(message).addListener(sent);
        }
    }

    void flush() {
        stream.flush();
    }

    boolean isWritable() {
        return stream.isWritable();
    }

    /// Whether another request of this tunnel may go over it.
    boolean serves(Tunnel wanted, Visitor next) {
        return tunnel == wanted && tells(next) && agent == wanted.agent() && isAlive();
    }

    /// Whether it could carry another request.
    boolean isAlive() {
        return stream.isActive()
                && !(stream instanceof DuplexChannel duplex && duplex.isInputShutdown());
    }

    /// Whether what its PROXY protocol header said, if it has one, is true of another visitor too:
    /// a trusted proxy's connection carries requests of many.
    private boolean tells(Visitor next) {
        return tunnel.options().upstream().proxyProtocol() == ProxyProtocol.NONE
                || visitor.address().equals(next.address());
    }

    /// The visitor's connection has room again, or has none.
    void visitorWritabilityChanged() {
        onStreamLoop(relay::adjustReading);
    }

    /// Ends the request under way with this answer, or cuts it when the local service's answer is
    /// on its way already.
    void refuse(Exchange exchange, Refusal refusal) {
        onStreamLoop(() -> relay.refuse(exchange, refusal));
    }

    /// Ends an idle stream in order.
    void finish() {
        onStreamLoop(relay::finish);
    }

    /// Breaks the stream off.
    void cut() {
        stream.close();
    }

    private void onStreamLoop(Runnable action) {
        if (stream.eventLoop().inEventLoop()) {
            action.run();
        } else {
            stream.eventLoop().execute(action);
        }
    }
}
