package dev.tunnel.edge.agent.ngrok1;

import dev.tunnel.edge.agent.RateLimit;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.util.ArrayDeque;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A client's control connection, from its Auth to its end, as the connection's event loop sees it.
final class ControlSession extends SimpleChannelInboundHandler<Request> {
    private static final Logger log = LoggerFactory.getLogger(ControlSession.class);
    private static final int MOST_EARLY = 64;

    private final Clients clients;
    private final ControlConnection connection;
    private final ProxyPool proxies;
    private final Membership membership;
    private final Heartbeat heartbeat;
    private final RateLimit messages;
    private final RateLimit wishes;
    private final Queue<Request> early = new ArrayDeque<>();
    private Phase phase = Phase.AUTHORISING;
    private String end = "connection lost";

    private enum Phase {
        AUTHORISING,
        OPEN,
        ENDING,
    }

    ControlSession(Clients clients, Channel channel) {
        var ticker = channel.eventLoop().ticker();
        this.clients = clients;
        this.connection = new ControlConnection(channel);
        this.proxies = new ProxyPool(clients.settings, connection);
        this.membership = new Membership(clients, this, connection);
        this.heartbeat =
                new Heartbeat(
                        channel.eventLoop(),
                        clients.settings.lostAfter(),
                        () -> close("lost heartbeat"));
        this.messages = new RateLimit(clients.agents.settings().messagesPerSecond(), ticker);
        this.wishes = new RateLimit(clients.settings.wishesPerSecond(), ticker);
    }

    /// Where the client's proxy connections go. Any thread.
    ProxyPool proxies() {
        return proxies;
    }

    /// Any thread.
    Membership membership() {
        return membership;
    }

    void begin(Request.Auth auth) {
        var objection = Greeting.objection(auth);
        if (objection.isPresent()) {
            refuse(objection.get());
            return;
        }
        membership.apply(Greeting.read(auth, connection.host(), connection.address()));
    }

    /// The client is in. What it said meanwhile is heard now.
    void welcome(ClientId id) {
        if (phase != Phase.AUTHORISING) {
            return;
        }
        phase = Phase.OPEN;
        clients.agents.handshakes().leave(connection.channel());
        connection.send(new Answer.AuthResp(id.text(), ""));
        heartbeat.start();
        proxies.open();
        early.forEach(this::hear);
        early.clear();
    }

    /// The client is told why it must stay out, and does not try again by itself.
    void refuse(String error) {
        log.info("ngrok 1.x client at {} refused: {}", connection.address(), error);
        phase = Phase.ENDING;
        connection.finish(Answer.AuthResp.refused(error));
    }

    /// Without a word the client tries again, later and later.
    void close(String why) {
        if (phase != Phase.ENDING) {
            phase = Phase.ENDING;
            end = why;
            log.info("ngrok 1.x client at {} closed: {}", connection.address(), why);
            connection.channel().close();
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, Request request) {
        if (!messages.take()) {
            close("too many messages");
        } else if (phase == Phase.OPEN) {
            hear(request);
        } else if (phase == Phase.AUTHORISING) {
            if (early.size() >= MOST_EARLY) {
                close("too many messages before it was let in");
            } else {
                early.add(request);
            }
        }
    }

    private void hear(Request request) {
        switch (request) {
            case Request.Ping _ -> {
                heartbeat.heard();
                connection.send(new Answer.Pong());
            }
            case Request.ReqTunnel wish -> {
                if (wishes.take()) {
                    membership.wish(wish);
                } else {
                    close("too many tunnels asked for");
                }
            }
            default -> log.debug("{} said {}", ctx(), request);
        }
    }

    private Channel ctx() {
        return connection.channel();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            ctx.close();
        }
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof Violation violation) {
            close(String.valueOf(violation.getMessage()));
        } else {
            end = String.valueOf(cause.getMessage());
            ctx.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        phase = Phase.ENDING;
        heartbeat.stop();
        proxies.close();
        membership.lost(end);
        ctx.fireChannelInactive();
    }
}
