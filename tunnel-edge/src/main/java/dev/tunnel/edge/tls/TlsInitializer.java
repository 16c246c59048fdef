package dev.tunnel.edge.tls;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import java.util.Map;

/// A TLS port: the handshake first, then the pipeline of the protocol that ALPN chose. Handlers in
/// `protocols` are sharable initializers; they find the channel with its [SslHandler] in place and
/// the handshake done.
@Sharable
public final class TlsInitializer extends ChannelInitializer<Channel> {
    private final ServerTls tls;
    private final Map<String, ChannelHandler> protocols;
    private final String fallback;

    /// @param protocols what follows, by ALPN name
    /// @param fallback the ALPN name assumed for a client that named none; one that is not among
    ///   `protocols` closes such clients
    public TlsInitializer(
            ServerTls tls, Map<String, ? extends ChannelHandler> protocols, String fallback) {
        this.tls = tls;
        this.protocols = Map.copyOf(protocols);
        this.fallback = fallback;
    }

    @Override
    protected void initChannel(Channel channel) {
        channel.pipeline()
                .addLast(tls.newHandler(channel.alloc()))
                .addLast(new AlpnSwitch(tls, protocols, fallback));
    }
}
