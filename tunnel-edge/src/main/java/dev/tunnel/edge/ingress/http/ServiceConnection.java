package dev.tunnel.edge.ingress.http;

import dev.tunnel.edge.ingress.http2.BoundedCodec;
import dev.tunnel.edge.ingress.http2.Http2Limits;
import dev.tunnel.edge.ingress.http2.MemoryBudget;
import dev.tunnel.edge.ingress.http2.ServiceFrames;
import dev.tunnel.edge.tunnel.Agent;
import dev.tunnel.edge.tunnel.ProxyProtocol;
import dev.tunnel.edge.tunnel.Tunnel;
import dev.tunnel.edge.tunnel.Visitor;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.util.AsciiString;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// An HTTP/2 connection to a local service, with prior knowledge, over one stream of its agent. It
/// carries all requests that one visitor's connection has for one tunnel. The last handler of the
/// stream's pipeline.
final class ServiceConnection extends ChannelInboundHandlerAdapter {
    private static final int ORDERLY_END_SECONDS = 5;

    private final Tunnel tunnel;
    private final Agent agent;
    private final Visitor visitor;
    private final AsciiString scheme;
    private final Set<Channel> requests = ConcurrentHashMap.newKeySet();
    private volatile boolean leaving;
    private volatile boolean used;
    private volatile @Nullable Channel stream;
    private MemoryBudget.@Nullable Share unread;
    private boolean finished;

    /// @param agent the agent connection that carries it
    /// @param visitor whom its PROXY protocol header, if it has one, speaks of
    ServiceConnection(Tunnel tunnel, Agent agent, Visitor visitor) {
        this.tunnel = tunnel;
        this.agent = agent;
        this.visitor = visitor;
        this.scheme =
                AsciiString.cached(
                        tunnel.options().target().startsWith("https:") ? "https" : "http");
    }

    /// The pipeline of the stream, in the order its bytes meet it.
    ///
    /// @param preface what the service gets before anything else, not pooled
    ChannelInitializer<Channel> pipeline(Visit.Rules rules, ByteBuf preface) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel opened) {
                stream = opened;
                var limits = Http2Limits.services(rules.settings().head());
                var ahead = rules.memory().ahead().share(tunnel.id(), opened);
                unread = rules.memory().unread().share(tunnel.id(), opened);
                opened.pipeline().addLast(new StreamCount(tunnel.traffic()));
                opened.write(preface, opened.voidPromise());
                opened.pipeline()
                        .addLast(
                                BoundedCodec.forService(limits, ahead, opened.eventLoop().ticker()))
                        .addLast(new Http2MultiplexHandler(new Unwanted()))
                        .addLast(ServiceConnection.this);
            }
        };
    }

    /// Whether it can carry another request of this tunnel.
    boolean serves(Tunnel wanted, Visitor next) {
        var opened = stream;
        return tunnel == wanted
                && agent == wanted.agent()
                && !leaving
                && (tunnel.options().upstream().proxyProtocol() == ProxyProtocol.NONE
                        || visitor.address().equals(next.address()))
                && (opened == null || opened.isActive());
    }

    /// Whether the stream under it is open.
    boolean isOpen() {
        var opened = stream;
        return opened != null && opened.isActive();
    }

    /// Whether it has carried a request.
    boolean isUsed() {
        return used;
    }

    /// Opens a stream for one request, whose answers go to `relay`. Any thread.
    @SuppressWarnings("unchecked") // a Future only hands its value out, so it is covariant
    Future<Channel> open(ResponseRelay relay) {
        used = true;
        var opened = stream;
        if (opened == null) {
            throw new IllegalStateException("not connected");
        }
        Future<? extends Channel> request =
                new Http2StreamChannelBootstrap(opened)
                        .handler(
                                new ChannelInitializer<Http2StreamChannel>() {
                                    @Override
                                    protected void initChannel(Http2StreamChannel channel) {
                                        requests.add(channel);
                                        channel.closeFuture()
                                                .addListener(_ -> ended(channel, opened));
                                        ServiceFrames.on(channel, scheme, unread());
                                        channel.pipeline().addLast(relay);
                                    }
                                })
                        .open();
        return (Future<Channel>) request;
    }

    private MemoryBudget.Share unread() {
        if (unread == null) {
            throw new IllegalStateException("not connected");
        }
        return unread;
    }

    private void ended(Channel request, Channel opened) {
        requests.remove(request);
        if (leaving) {
            finishWhenIdle(opened);
        }
    }

    /// No more requests: ends it in order, after those that are under way. Any thread.
    void finish() {
        var opened = stream;
        leaving = true;
        if (opened != null) {
            opened.eventLoop().execute(() -> finishWhenIdle(opened));
        }
    }

    private void finishWhenIdle(Channel opened) {
        if (finished || !requests.isEmpty()) {
            return;
        }
        finished = true;
        if (opened.isActive() && opened instanceof DuplexChannel duplex) {
            opened.writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR));
            duplex.shutdownOutput();
            var limit =
                    opened.eventLoop()
                            .schedule(() -> opened.close(), ORDERLY_END_SECONDS, TimeUnit.SECONDS);
            opened.closeFuture().addListener(_ -> limit.cancel(false));
        } else {
            opened.close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (msg instanceof Http2GoAwayFrame) {
            leaving = true;
        }
        ReferenceCountUtil.release(msg);
    }

    /// The service has ended its side, which HTTP/2 does not know.
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            leaving = true;
            all().forEach(one -> one.pipeline().fireUserEventTriggered(event));
            ctx.channel().close();
        }
        ctx.fireUserEventTriggered(event);
    }

    /// What befalls the connection befalls every request on it.
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        leaving = true;
        all().forEach(one -> one.pipeline().fireExceptionCaught(cause));
        ctx.channel().close();
    }

    private List<Channel> all() {
        return List.copyOf(requests);
    }

    /// A service was told not to push.
    @Sharable
    private static final class Unwanted extends ChannelInboundHandlerAdapter {
        @Override
        public void handlerAdded(ChannelHandlerContext ctx) {
            ctx.close();
        }
    }
}
