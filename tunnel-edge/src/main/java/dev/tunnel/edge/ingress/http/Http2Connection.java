package dev.tunnel.edge.ingress.http;

import dev.tunnel.edge.ingress.Lifetime;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2SettingsFrame;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A visitor's HTTP/2 connection apart from its streams: how long it may idle, how it ends. The
/// last handler of its pipeline.
final class Http2Connection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(Http2Connection.class);

    /// Requests that were on their way when a visitor was told to go are still taken for so long.
    private static final int LAST_REQUESTS_MILLIS = 1000;

    private final HttpSettings settings;
    private final VisitorConnection shared;
    private @Nullable Deadline idle;
    private int streams;
    private boolean introduced;
    private boolean leaving;

    Http2Connection(HttpSettings settings, VisitorConnection shared) {
        this.settings = settings;
        this.shared = shared;
    }

    VisitorConnection shared() {
        return shared;
    }

    /// The preface and the settings must come at once.
    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        idle = new Deadline(ctx.executor(), ctx::close);
        idle.in(settings.headTimeout());
    }

    /// A request begins.
    void opened(Channel stream) {
        streams++;
        idle().clear();
        stream.closeFuture()
                .addListener(_ -> {
                    if (--streams == 0 && stream.parent().isActive()) {
                        idle().in(settings.idleTimeout());
                    }
                });
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (msg instanceof Http2SettingsFrame && !introduced) {
            introduced = true;
            if (streams == 0) {
                idle().in(settings.idleTimeout());
            }
        }
        ReferenceCountUtil.release(msg);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == Lifetime.Event.DRAINING) {
            leave(ctx);
        }
        ctx.fireUserEventTriggered(event);
    }

    /// Tells the visitor to send its further requests elsewhere; those under way are answered, then
    /// the connection is closed.
    private void leave(ChannelHandlerContext ctx) {
        if (leaving) {
            return;
        }
        leaving = true;
        ctx.writeAndFlush(
                new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR)
                        .setExtraStreamIds(Integer.MAX_VALUE));
        var _ =
                ctx.executor()
                        .schedule(
                                () -> {
                                    ctx.write(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR));
                                    ctx.close();
                                },
                                LAST_REQUESTS_MILLIS,
                                TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        idle().cancel();
        shared.drop();
        ctx.fireChannelInactive();
    }

    /// The codec says goodbye for its own exceptions.
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug("{} broke: {}", ctx.channel(), cause.toString());
        if (!(cause instanceof Http2Exception)) {
            if (cause instanceof IOException) {
                ctx.channel().unsafe().closeForcibly();
            }
            ctx.close();
        }
    }

    private Deadline idle() {
        if (idle == null) {
            throw new IllegalStateException("not in a pipeline");
        }
        return idle;
    }
}
