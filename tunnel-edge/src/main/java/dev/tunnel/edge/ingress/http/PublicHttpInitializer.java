package dev.tunnel.edge.ingress.http;

import dev.tunnel.edge.tunnel.TunnelRegistry;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;

/// The pipeline of a public HTTP connection, in the order its bytes meet it. On the HTTPS port the
/// TLS handler is there already.
@Sharable
public final class PublicHttpInitializer extends ChannelInitializer<Channel> {
    private final HttpSettings settings;
    private final Router router;
    private final boolean tls;

    /// @param tls whether visitors come over TLS here
    public PublicHttpInitializer(HttpSettings settings, TunnelRegistry registry, boolean tls) {
        this.settings = settings;
        this.router = new Router(registry, settings.publicHttpsPort());
        this.tls = tls;
    }

    @Override
    protected void initChannel(Channel channel) {
        var codec = new PublicHttpCodec(settings);
        channel.pipeline().addLast(codec).addLast(new VhostHandler(settings, router, codec, tls));
    }
}
