package dev.tunnel.edge.ingress.http;

import dev.tunnel.protocol.relay.ReadGate;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/// What carries a visitor's requests: a connection of HTTP/1.1, or one stream of an HTTP/2
/// connection. A [Visit] is the same on both; this is where they differ. Used on the visitor's
/// event loop.
sealed interface Line permits Http1Line, Http2Line {

    /// Makes the line of a new channel.
    @FunctionalInterface
    interface Factory {
        Line on(ChannelHandlerContext ctx);
    }

    /// What is kept from one request to the next.
    VisitorConnection connection();

    /// Reads no more of the request while this holds.
    void hold(ReadGate.Reason reason);

    void release(ReadGate.Reason reason);

    /// What to do once a piece of a body has left for the local service; `null` for nothing.
    @Nullable ChannelFutureListener afterSending(int bytes);

    /// The request has been answered: the next one may come.
    void next();

    /// The last request has been answered: ends the line when all is written.
    ///
    /// @param inputEnded whether the visitor has ended its side
    void end(boolean inputEnded);

    /// Breaks off in the middle of a response.
    ///
    /// @param tellsItsEnd whether a visitor of this version of HTTP can see that the response is
    ///   not complete
    void cut(boolean tellsItsEnd);

    /// The visitor is gone.
    void gone();

    /// From here on bytes come and go that are no HTTP.
    void upgrade();
}
