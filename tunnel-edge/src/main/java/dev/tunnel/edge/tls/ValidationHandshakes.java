package dev.tunnel.edge.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers certificate authorities that look whether a host is ours (`tls-alpn-01`, RFC 8737): they
/// are shown a certificate that says what they want to hear, and nothing more happens.
final class ValidationHandshakes {
    static final String PROTOCOL = "acme-tls/1";

    private static final Logger LOG = LoggerFactory.getLogger(ValidationHandshakes.class);
    private static final int KEPT = 64;

    private final Map<String, SslContext> contexts = new ConcurrentHashMap<>();
    private final KeyPair key;
    private final Clock clock;
    private final SecureRandom random;

    ValidationHandshakes(Clock clock, SecureRandom random) throws GeneralSecurityException {
        this.key = PrivateAuthority.newKey(KeyKind.EC, random);
        this.clock = clock;
        this.random = random;
    }

    /// A handler for one connection.
    ///
    /// @param validation what the authority must see
    SslHandler newHandler(ByteBufAllocator allocator, String host, byte[] validation)
            throws IOException, GeneralSecurityException {
        var name = host + ' ' + HexFormat.of().formatHex(validation);
        var context = contexts.get(name);
        if (context == null) {
            if (contexts.size() >= KEPT) {
                contexts.clear();
            }
            context = context(host, validation);
            contexts.put(name, context);
        }
        return context.newHandler(allocator);
    }

    private SslContext context(String host, byte[] validation)
            throws IOException, GeneralSecurityException {
        var certificate = PrivateAuthority.validation(key, host, validation, clock, random);
        return SslContextBuilder.forServer(key.getPrivate(), certificate)
                .applicationProtocolConfig(
                        new ApplicationProtocolConfig(
                                Protocol.ALPN,
                                SelectorFailureBehavior.NO_ADVERTISE,
                                SelectedListenerFailureBehavior.ACCEPT,
                                PROTOCOL))
                .build();
    }

    /// Ends the connection when the authority has seen what it wanted.
    static final class End extends ChannelInboundHandlerAdapter {
        private final String host;

        End(String host) {
            this.host = host;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event instanceof SslHandshakeCompletionEvent done) {
                LOG.debug(
                        "{} wanted {} of {}: {}",
                        ctx.channel(),
                        PROTOCOL,
                        host,
                        done.isSuccess() ? "shown" : String.valueOf(done.cause()));
                ctx.close();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }
    }
}
