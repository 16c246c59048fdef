package dev.tunnel.edge.agent.mux;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.edge.agent.Admission;
import dev.tunnel.edge.agent.Agents;
import dev.tunnel.edge.agent.Opening;
import dev.tunnel.edge.agent.RateLimit;
import dev.tunnel.edge.agent.Unclear;
import dev.tunnel.edge.agent.Wishes;
import dev.tunnel.edge.tunnel.Holding;
import dev.tunnel.edge.tunnel.PeerAddress;
import dev.tunnel.edge.tunnel.Session;
import dev.tunnel.protocol.message.CloseTunnel;
import dev.tunnel.protocol.message.ControlMessage;
import dev.tunnel.protocol.message.GoAway;
import dev.tunnel.protocol.message.Hello;
import dev.tunnel.protocol.message.Notice;
import dev.tunnel.protocol.message.OpenTunnel;
import dev.tunnel.protocol.message.Refused;
import dev.tunnel.protocol.message.TunnelOpened;
import dev.tunnel.protocol.message.TunnelRefused;
import dev.tunnel.protocol.message.Versions;
import dev.tunnel.protocol.message.Welcome;
import dev.tunnel.protocol.mux.MuxConnection;
import dev.tunnel.protocol.mux.MuxListener;
import dev.tunnel.protocol.mux.MuxSettings;
import dev.tunnel.protocol.mux.MuxStreamChannel;
import dev.tunnel.protocol.mux.ProtocolException;
import dev.tunnel.protocol.mux.StreamOpen;
import io.netty.channel.Channel;
import io.netty.util.concurrent.ScheduledFuture;
import io.netty.util.concurrent.Ticker;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One agent connection, from Hello to its end. Messages come on the connection's event loop;
/// `session` belongs to the control executor.
final class MuxSession implements MuxListener {
    private static final Logger log = LoggerFactory.getLogger(MuxSession.class);

    private final Agents agents;
    private final EdgeName edge;
    private final RateLimit messages;
    private MuxConnection connection;
    private MuxAgent agent;
    private ScheduledFuture<?> deadline;
    private Phase phase = Phase.SILENT;
    private volatile int version = Versions.SPOKEN.newest();
    private @Nullable Session session;

    private enum Phase {
        SILENT,
        AUTHORISING,
        OPEN,
    }

    @SuppressWarnings("NullAway.Init") // listener and connection need each other: see accept
    private MuxSession(Agents agents, EdgeName edge, Ticker ticker) {
        this.agents = agents;
        this.edge = edge;
        this.messages = new RateLimit(agents.settings().messagesPerSecond(), ticker);
    }

    /// Listens to a new connection. Nothing can come from it before this returns.
    static void accept(Channel channel, MuxSettings settings, Agents agents, EdgeName edge) {
        var loop = channel.eventLoop();
        var session = new MuxSession(agents, edge, loop.ticker());
        var connection = MuxConnection.attach(channel, settings, session);
        session.connection = connection;
        session.agent = new MuxAgent(connection);
        session.deadline =
                loop.schedule(
                        () -> connection.close("no Hello in time"),
                        agents.settings().handshake().toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    @Override
    public void onControl(ControlMessage message) {
        if (!messages.take()) {
            throw new ProtocolException("too many control messages");
        }
        switch (phase) {
            case SILENT -> {
                if (!(message instanceof Hello hello)) {
                    throw unexpected(message);
                }
                greeted(hello);
            }
            case AUTHORISING -> throw unexpected(message);
            case OPEN -> {
                switch (message) {
                    case OpenTunnel open -> open(open);
                    case CloseTunnel(var id) -> agents.control().execute(() -> close(id));
                    case Notice notice -> log.debug("{}: {}", connection.channel(), notice.code());
                    default -> throw unexpected(message);
                }
            }
        }
    }

    private ProtocolException unexpected(ControlMessage message) {
        return new ProtocolException(
                message.getClass().getSimpleName()
                        + " while "
                        + phase.name().toLowerCase(Locale.ROOT));
    }

    private void greeted(Hello hello) {
        deadline.cancel(false);
        phase = Phase.AUTHORISING;
        var agreed = Versions.SPOKEN.common(hello.versions());
        if (agreed.isEmpty()) {
            refuse(
                    new Admission.Refused(
                            ProblemCode.INVALID_REQUEST.wire(),
                            "This edge speaks version %s of the agent protocol, not %s. Use a tunnel client of version %s."
                                    .formatted(Versions.SPOKEN, hello.versions(), edge.version()),
                            false));
            return;
        }
        version = agreed.getAsInt();
        var request = Greeting.read(hello, address());
        agents.handshakes().asking(connection.channel());
        agents.control().execute(() -> agents.admissions().admit(request, agent, this::answered));
    }

    private void answered(Admission admission) {
        agents.handshakes().answered(connection.channel());
        switch (admission) {
            case Admission.Admitted(var admitted, var secret) -> {
                session = admitted;
                var welcome = welcome(admitted, secret);
                connection.channel().eventLoop().execute(() -> welcome(welcome));
            }
            case Admission.Refused refused ->
                    connection.channel().eventLoop().execute(() -> refuse(refused));
        }
    }

    private Welcome welcome(Session admitted, String secret) {
        return new Welcome(
                version,
                admitted.id(),
                secret,
                admitted.grant().generation(),
                admitted.owner().accountName(),
                edge.name(),
                edge.version(),
                Math.min(admitted.grant().maxTunnels(), agents.settings().tunnels()));
    }

    private void welcome(Welcome welcome) {
        phase = Phase.OPEN;
        agents.handshakes().leave(connection.channel());
        connection.send(welcome);
    }

    private void refuse(Admission.Refused refused) {
        connection.send(new Refused(refused.code(), refused.message(), refused.retry()));
        connection.goAway(new GoAway(refused.code(), refused.message(), refused.retry()));
    }

    private void open(OpenTunnel open) {
        try {
            var spec = open.spec();
            if (spec == null) {
                throw new ProtocolException("OpenTunnel without a spec");
            }
            var request = Wishes.read(spec);
            agents.control()
                    .execute(() ->
                            agents.openings()
                                    .open(
                                            opened(),
                                            agent,
                                            request,
                                            opening -> answered(open.ref(), opening)));
        } catch (Unclear e) {
            connection.send(
                    new TunnelRefused(
                            open.ref(), ProblemCode.INVALID_REQUEST.wire(), e.sentence()));
        }
    }

    private void answered(long ref, Opening opening) {
        connection.send(
                switch (opening) {
                    case Opening.Opened(var tunnel) ->
                            new TunnelOpened(ref, tunnel.id(), tunnel.identity().urls());
                    case Opening.Refused(var code, var message) ->
                            new TunnelRefused(ref, code, message);
                });
    }

    private Session opened() {
        var current = session;
        if (current == null) {
            throw new IllegalStateException("open before it was admitted");
        }
        return current;
    }

    private void close(UUID tunnelId) {
        var current = opened();
        current.holdings().stream()
                .map(Holding::tunnel)
                .filter(tunnel -> tunnel.id().equals(tunnelId))
                .forEach(tunnel -> agents.departures().close(current, agent, tunnel));
    }

    @Override
    public void onGoAway(GoAway goAway) {
        agents.control()
                .execute(() -> {
                    if (session != null) {
                        agents.departures().left(session, agent);
                    }
                });
    }

    @Override
    public void onStream(MuxStreamChannel stream, StreamOpen open) {
        throw new ProtocolException("an agent opens no streams");
    }

    @Override
    public void onClosed(String reason) {
        deadline.cancel(false);
        if (phase != Phase.OPEN) {
            log.info("agent connection from {} closed: {}", address(), reason);
        }
        agents.control().execute(() -> lost(reason));
    }

    private void lost(String reason) {
        if (session != null) {
            agents.departures().lost(session, agent, reason);
        }
    }

    private String address() {
        return PeerAddress.text(connection.channel());
    }
}
