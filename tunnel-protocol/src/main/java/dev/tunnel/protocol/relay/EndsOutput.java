package dev.tunnel.protocol.relay;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;

/// A handler that ends its channel's output, for channels that have no `shutdownOutput()`.
public interface EndsOutput extends ChannelHandler {

    /// Ends the output after all that was written, once. On the channel's event loop.
    ChannelFuture endOutput(ChannelHandlerContext ctx);
}
