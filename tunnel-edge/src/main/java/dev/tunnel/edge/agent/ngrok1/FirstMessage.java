package dev.tunnel.edge.agent.ngrok1;

import dev.tunnel.edge.agent.Hash;
import dev.tunnel.edge.tunnel.PeerAddress;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Waits for the message that tells a control connection from a proxy connection, and leaves the
/// channel to the handler of that kind.
final class FirstMessage extends SimpleChannelInboundHandler<Request> {
    private static final Logger log = LoggerFactory.getLogger(FirstMessage.class);

    private final Clients clients;
    private @Nullable Future<?> deadline;

    FirstMessage(Clients clients) {
        this.clients = clients;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        long patience = clients.agents.settings().handshake().toMillis();
        deadline =
                ctx.executor()
                        .schedule(
                                () -> close(ctx, "nothing said in time"),
                                patience,
                                TimeUnit.MILLISECONDS);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, Request request) {
        switch (request) {
            case Request.Auth auth -> control(ctx, auth);
            case Request.RegProxy proxy -> proxy(ctx, proxy);
            default -> close(ctx, request + " is no beginning");
        }
    }

    private void control(ChannelHandlerContext ctx, Request.Auth auth) {
        var session = new ControlSession(clients, ctx.channel());
        ctx.pipeline().replace(this, null, session);
        session.begin(auth);
    }

    private void proxy(ChannelHandlerContext ctx, Request.RegProxy proxy) {
        var owner = clients.find(Hash.of(proxy.clientId()));
        if (owner.isEmpty()) {
            close(ctx, "a proxy connection of nobody");
            return;
        }
        var connection = new ProxyConnection(owner.get().proxies(), ctx.channel());
        ctx.pipeline().replace(this, null, connection);
        ctx.pipeline().remove(FrameDecoder.class);
        clients.agents.handshakes().leave(ctx.channel());
        owner.get().proxies().offer(connection);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            close(ctx, "nothing said");
        }
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        close(ctx, String.valueOf(cause.getMessage()));
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }

    private static void close(ChannelHandlerContext ctx, String why) {
        log.info("ngrok 1.x client at {} closed: {}", PeerAddress.text(ctx.channel()), why);
        ctx.close();
    }
}
