package dev.tunnel.edge.tls;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// A TLS port. The ClientHello is read first: a host whose TLS is passed through takes the
/// connection as it is. Otherwise TLS ends here and ALPN chooses the pipeline, for clients without
/// it, or with `http/1.1`, their first bytes do.
@Sharable
public final class TlsInitializer extends ChannelInitializer<Channel> {
    private final ServerTls tls;
    private final PassThrough passThrough;
    private final Map<String, ChannelHandler> protocols;
    private final FirstBytes.Protocols plain;

    /// All handlers are sharable initializers; those of `protocols` and `plain` find the channel
    /// with its [io.netty.handler.ssl.SslHandler] in place and the handshake done.
    ///
    /// @param protocols what follows, by ALPN name
    /// @param plain what follows, by first bytes
    public TlsInitializer(
            ServerTls tls,
            PassThrough passThrough,
            Map<String, ? extends ChannelHandler> protocols,
            FirstBytes.Protocols plain) {
        this.tls = tls;
        this.passThrough = passThrough;
        this.protocols = Map.copyOf(protocols);
        this.plain = plain;
    }

    @Override
    protected void initChannel(Channel channel) {
        channel.pipeline().addLast(new ClientHelloSwitch(this));
    }

    /// Puts in the place of the handler of this context what a ClientHello asks for.
    ///
    /// @param left what the handshake may still take
    void go(ChannelHandlerContext ctx, ClientHello hello, Duration left) {
        var pipeline = ctx.pipeline();
        passThrough
                .handler(hello.serverName())
                .ifPresentOrElse(
                        pipeline::addLast,
                        () ->
                                pipeline.addLast(tls.newHandler(ctx.alloc(), hello, left))
                                        .addLast(new AlpnSwitch(tls, protocols, plain)));
        pipeline.remove(ctx.handler());
    }

    /// Answers a certificate authority, if it asks for one of our orders.
    ///
    /// @param validation what it must see
    /// @return whether it was one of ours
    boolean validate(ChannelHandlerContext ctx, ClientHello hello, Optional<byte[]> validation) {
        var answer = validation.flatMap(bytes -> tls.answer(ctx.alloc(), hello, bytes));
        answer.ifPresent(handler -> {
            ctx.pipeline()
                    .addLast(handler)
                    .addLast(new ValidationHandshakes.End(hello.serverName()));
            ctx.pipeline().remove(ctx.handler());
        });
        return answer.isPresent();
    }

    /// Whether a certificate for a host whose TLS ends here may be there in a moment.
    boolean isAwaited(String serverName) {
        return passThrough.handler(serverName).isEmpty() && tls.isAwaited(serverName);
    }

    boolean isUndecided(String serverName) {
        return passThrough.isUndecided(serverName);
    }

    ServerTls tls() {
        return tls;
    }
}
