package dev.tunnel.cli.reach;

import dev.tunnel.cli.config.ProxyUrl;
import dev.tunnel.cli.config.SystemRoots;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/// The pipeline of a connection that a proxy makes for us: TLS to the proxy, if it wants that, and
/// its handshake.
final class ProxiedInitializer extends ChannelInitializer<Channel> {
    private final ProxyUrl proxy;
    private final ProxyHandler handshake;
    private final Duration timeout;

    ProxiedInitializer(ProxyUrl proxy, ProxyHandler handshake, Duration timeout) {
        this.proxy = proxy;
        this.handshake = handshake;
        this.timeout = timeout;
    }

    @Override
    protected void initChannel(Channel channel) throws SSLException {
        if (proxy.kind() == ProxyUrl.Kind.HTTPS) {
            SslContext context =
                    SslContextBuilder.forClient().trustManager(SystemRoots.factory()).build();
            SslHandler tls =
                    context.newHandler(
                            channel.alloc(), proxy.address().host(), proxy.address().port());
            tls.setHandshakeTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
            channel.pipeline().addLast(tls);
        }
        channel.pipeline().addLast(handshake);
    }
}
