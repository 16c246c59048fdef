package dev.tunnel.edge.tls;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts the pipeline of the negotiated protocol in its own place, or closes what is no TLS. A
/// client that named none, or `http/1.1`, is known by its first bytes.
final class AlpnSwitch extends ApplicationProtocolNegotiationHandler {
    private static final Logger LOG = LoggerFactory.getLogger(AlpnSwitch.class);

    private final ServerTls tls;
    private final Map<String, ChannelHandler> protocols;
    private final FirstBytes.Protocols plain;

    AlpnSwitch(ServerTls tls, Map<String, ChannelHandler> protocols, FirstBytes.Protocols plain) {
        super(ApplicationProtocolNames.HTTP_1_1);
        this.tls = tls;
        this.protocols = protocols;
        this.plain = plain;
    }

    @Override
    protected void configurePipeline(ChannelHandlerContext ctx, String protocol) {
        var handler = protocols.get(protocol);
        if (handler != null) {
            ctx.pipeline().addLast(handler);
        } else if (protocol.equals(ApplicationProtocolNames.HTTP_1_1)) {
            ctx.pipeline().addLast(new FirstBytes(plain, tls));
        } else {
            LOG.debug("{} wants {}, which this port does not speak", ctx.channel(), protocol);
            tls.refused(TlsRefusal.NOT_SERVED);
            ctx.close();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (event instanceof SslHandshakeCompletionEvent done && !done.isSuccess()) {
            tls.refused(TlsRefusal.HANDSHAKE);
            LOG.debug("{} TLS handshake failed: {}", ctx.channel(), done.cause().getMessage());
        } else if (event == ChannelInputShutdownEvent.INSTANCE) {
            ctx.close(); // before the handshake was done: it never will be
        }
        super.userEventTriggered(ctx, event);
    }

    /// Counted and logged with the event that came before.
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
