package dev.tunnel.edge.agent.ngrok1;

import dev.tunnel.edge.tunnel.PeerAddress;
import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.TimeUnit;

/// The edge's voice on a control connection. Any thread; what is said from one thread arrives in
/// order.
///
/// @param channel the connection
record ControlConnection(Channel channel) {
    /// How long a client has to read the last message and close.
    private static final int LAST_WORD_MILLIS = 1000;

    /// Says something, unless the client does not read what was said before: then it is gone.
    void send(Answer answer) {
        if (channel.isWritable()) {
            channel.writeAndFlush(
                    AnswerEncoder.encode(channel.alloc(), answer), channel.voidPromise());
        } else {
            channel.close();
        }
    }

    /// Says a last thing. The connection is ended in order, because closing it with something
    /// unread would take the message back.
    void finish(Answer answer) {
        channel.writeAndFlush(AnswerEncoder.encode(channel.alloc(), answer))
                .addListener(_ -> endOutput());
        channel.eventLoop()
                .schedule(() -> channel.close(), LAST_WORD_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void endOutput() {
        var tls = channel.pipeline().get(SslHandler.class);
        if (tls == null) {
            shutdownOutput();
        } else {
            tls.closeOutbound().addListener(_ -> shutdownOutput());
        }
    }

    private void shutdownOutput() {
        if (channel instanceof DuplexChannel duplex) {
            duplex.shutdownOutput();
        } else {
            channel.close();
        }
    }

    /// The client's `ip:port`.
    String address() {
        return PeerAddress.text(channel);
    }

    /// The client's address without its port.
    String host() {
        var address = address();
        return address.substring(0, Math.max(0, address.lastIndexOf(':')));
    }
}
