package dev.tunnel.cli.session;

import dev.tunnel.cli.config.LogSettings.Level;
import dev.tunnel.cli.forward.Forwarder;
import dev.tunnel.cli.session.EdgeReach.Reached;
import dev.tunnel.cli.session.SessionState.Connecting;
import dev.tunnel.protocol.message.CloseTunnel;
import dev.tunnel.protocol.message.ControlMessage;
import dev.tunnel.protocol.message.GoAway;
import dev.tunnel.protocol.message.Hello;
import dev.tunnel.protocol.message.Notice;
import dev.tunnel.protocol.message.OpenTunnel;
import dev.tunnel.protocol.message.Refused;
import dev.tunnel.protocol.message.Resume;
import dev.tunnel.protocol.message.TunnelClosed;
import dev.tunnel.protocol.message.TunnelOpened;
import dev.tunnel.protocol.message.TunnelRefused;
import dev.tunnel.protocol.message.Versions;
import dev.tunnel.protocol.message.Welcome;
import dev.tunnel.protocol.mux.MuxStreamChannel;
import dev.tunnel.protocol.mux.ProtocolException;
import dev.tunnel.protocol.mux.StreamOpen;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The agent's session: turns what happens into [SessionEvent]s, asks [Transitions] what follows,
/// and does it. Everything happens on one event loop; [#view()] and [#stop()] may be called
/// anywhere.
public final class Session implements Link.Owner {

    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration OPEN_TIMEOUT = Duration.ofSeconds(30);

    private final SessionSetup setup;
    private final EventLoop loop;
    private final EdgeReach reach;
    private final Forwarder forwarder;
    private final SessionListener listener;
    private final Clock clock;
    private final Backoff backoff;
    private final Transitions transitions;
    private final TunnelTable tunnels;
    private final LiveTunnels live = new LiveTunnels(this);
    private final CompletableFuture<Outcome> ended = new CompletableFuture<>();
    private final Queue<SessionEvent> events = new ArrayDeque<>();

    private boolean draining;
    private int attempt;
    private @Nullable Resume resume;
    private @Nullable ChannelFuture parting;
    private volatile @Nullable Link link;
    private volatile SessionState state = new Connecting(0);
    private volatile Instant stateSince;
    private volatile List<TunnelView> views;

    public Session(SessionSetup setup, SessionParts parts, SessionListener listener) {
        this.setup = setup;
        this.loop = parts.loop();
        this.reach = new EdgeReach(parts.loop(), parts.finder(), parts.dialer());
        this.forwarder = parts.forwarder();
        this.clock = parts.clock();
        this.listener = listener;
        this.backoff = Backoff.standard(parts.random());
        this.transitions = new Transitions(setup.retry(), backoff);
        this.tunnels = new TunnelTable(setup.tunnels(), parts.traffic());
        this.stateSince = clock.instant();
        this.views = tunnels.views();
    }

    /// Begins.
    ///
    /// @return completes with how it ended
    public CompletionStage<Outcome> start() {
        loop.execute(() -> enter(Transitions.begin()));
        return ended;
    }

    /// Ends the session; the edge is told.
    public void stop() {
        loop.execute(() -> post(new SessionEvent.StopAsked()));
    }

    /// What may be changed while it runs.
    public LiveTunnels live() {
        return live;
    }

    /// Runs `change` on the event loop; others see what it did afterwards.
    void change(Consumer<TunnelTable> change) {
        loop.execute(() -> {
            change.accept(tunnels);
            publish();
        });
    }

    boolean online() {
        return state instanceof SessionState.Online;
    }

    /// How things stand. Any thread.
    public SessionView view() {
        Link current = link;
        return new SessionView(
                state, stateSince, current == null ? null : current.roundTrip(), views);
    }

    // --- the machine ---

    /// An effect may cause the next event: they are taken one after the other.
    private void post(SessionEvent event) {
        events.add(event);
        if (draining) {
            return;
        }
        draining = true;
        try {
            for (SessionEvent next = events.poll(); next != null; next = events.poll()) {
                enter(transitions.next(state, next));
            }
        } finally {
            draining = false;
        }
    }

    private void enter(Transitions.Step step) {
        boolean changed = !step.state().equals(state);
        state = step.state();
        if (changed) {
            stateSince = clock.instant();
            listener.onState(state);
        }
        step.effects().forEach(this::perform);
    }

    private void perform(Effect effect) {
        switch (effect) {
            case Effect.Connect _ -> connect();
            case Effect.OpenTunnels _ -> tunnels.rows().forEach(this::open);
            case Effect.ReopenTunnel(var name) -> reopen(name);
            case Effect.DropTunnel(var name) -> drop(name);
            case Effect.Wait(var delay) -> later(delay, () -> post(new SessionEvent.RetryDue()));
            case Effect.Disconnect(var reason) -> disconnect(reason);
            case Effect.Retire _ -> retire();
            case Effect.SayGoodbye _ -> sayGoodbye();
            case Effect.Finish(var outcome) -> finish(outcome);
        }
    }

    // --- connecting ---

    private void connect() {
        int mine = ++attempt;
        reach.attempt(
                state.failures(),
                reached -> {
                    switch (reached) {
                        case Reached.Connected(var channel) -> onConnected(mine, channel);
                        case Reached.Failed(var reason) -> onAttempt(mine, () -> lost(reason));
                    }
                });
    }

    private void onConnected(int mine, Channel channel) {
        if (attempt == mine) {
            greet(channel);
        } else {
            channel.close();
        }
    }

    private void greet(Channel channel) {
        Link made = new Link(channel, this);
        link = made;
        made.send(setup.hello(resume));
        later(
                ANSWER_TIMEOUT,
                () -> {
                    if (state instanceof Connecting) {
                        lost("the edge did not answer within 10 s");
                    }
                });
    }

    private void disconnect(String reason) {
        Link old = giveUpLink();
        if (old != null) {
            old.abandon(reason);
        }
        forgetConnection();
    }

    private void retire() {
        Link old = giveUpLink();
        if (old != null) {
            old.retire();
        }
        forgetConnection();
    }

    private @Nullable Link giveUpLink() {
        attempt++;
        Link old = link;
        link = null;
        return old;
    }

    private void forgetConnection() {
        tunnels.disconnected();
        forwarder.clear();
        publish();
    }

    private void sayGoodbye() {
        Link old = giveUpLink();
        if (old != null) {
            parting = old.leave(new GoAway("agent_stopped", "the agent stops", false));
        }
        forgetConnection();
    }

    /// The process may end with this: first the edge hears a goodbye.
    private void finish(Outcome outcome) {
        if (parting == null) {
            ended.complete(outcome);
        } else {
            parting.addListener(_ -> ended.complete(outcome));
        }
    }

    private void lost(String cause) {
        post(new SessionEvent.LinkLost(cause, clock.instant()));
    }

    /// Runs `task` unless the connection it belongs to was given up.
    private void onAttempt(int mine, Runnable task) {
        if (attempt == mine) {
            task.run();
        }
    }

    void later(Duration delay, Runnable task) {
        int mine = attempt;
        loop.schedule(() -> onAttempt(mine, task), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    // --- tunnels ---

    void open(TunnelTable.Row row) {
        Link current = link;
        if (current == null) {
            return;
        }
        long ref = tunnels.ask(row);
        current.send(new OpenTunnel(ref, Specs.of(row.definition())));
        later(
                OPEN_TIMEOUT,
                () -> {
                    if (tunnels.isAsked(ref)) {
                        lost("the edge did not answer for a tunnel within 30 s");
                    }
                });
    }

    void remove(TunnelTable.Row row) {
        UUID id = row.id();
        Link current = link;
        if (id != null && current != null) {
            current.send(new CloseTunnel(id));
            forwarder.remove(id);
        }
        tunnels.drop(row.definition().name());
        listener.onTunnelLost(row.definition().name(), "no longer wanted");
    }

    private void reopen(String name) {
        TunnelTable.Row row = tunnels.find(name);
        if (row != null) {
            listener.onNotice(Level.WARN, "tunnel %s cannot be opened yet".formatted(name));
            later(backoff.after(row.denials()), () -> open(row));
        }
    }

    private void drop(String name) {
        tunnels.drop(name);
        publish();
    }

    private void publish() {
        views = tunnels.views();
    }

    // --- what the edge says ---

    @Override
    public void onControl(Link from, ControlMessage message) {
        switch (message) {
            case Welcome welcome -> onWelcome(welcome);
            case Refused(var code, var text, var retry) ->
                    post(new SessionEvent.Refused(code, text, retry));
            case TunnelOpened opened -> onOpened(from, opened);
            case TunnelRefused refused -> onRefused(refused);
            case TunnelClosed closed -> onTunnelClosed(closed);
            case Notice(var code, var text) ->
                    listener.onNotice(Level.INFO, "%s (%s)".formatted(text, code));
            case Hello _, OpenTunnel _, CloseTunnel _ ->
                    throw new ProtocolException(
                            "%s from an edge".formatted(message.getClass().getSimpleName()));
        }
    }

    private void onWelcome(Welcome welcome) {
        if (!(state instanceof Connecting)) {
            throw new ProtocolException("a second Welcome");
        }
        Versions.SPOKEN.check(welcome.version());
        resume = new Resume(welcome.sessionId(), welcome.secret());
        post(new SessionEvent.Welcomed(welcome.account(), welcome.edge(), clock.instant()));
    }

    private void onOpened(Link from, TunnelOpened opened) {
        TunnelTable.Row asked = tunnels.asked(opened.ref());
        if (asked == null || tunnels.find(asked.definition().name()) != asked) {
            tunnels.denied(opened.ref());
            from.send(new CloseTunnel(opened.tunnelId()));
            return;
        }
        boolean changed = !opened.urls().equals(asked.view().urls());
        TunnelTable.Row row = tunnels.opened(opened);
        forwarder.add(loop, opened.tunnelId(), row.definition(), row.traffic());
        publish();
        listener.onTunnelOnline(row.view(), changed);
        live.opened(row);
    }

    private void onRefused(TunnelRefused refused) {
        TunnelTable.Row row = tunnels.denied(refused.ref());
        if (row != null) {
            String name = row.definition().name();
            int remaining = tunnels.rows().size() - 1;
            if (live.refused(row, refused.message())) {
                drop(name);
                return;
            }
            boolean others = row.served() || row.late();
            if (others) {
                listener.onTunnelLost(name, refused.message());
            }
            post(
                    new SessionEvent.TunnelDenied(
                            name, refused.code(), refused.message(), others, remaining));
        }
    }

    private void onTunnelClosed(TunnelClosed closed) {
        TunnelTable.Row row = tunnels.open(closed.tunnelId());
        if (row != null) {
            forwarder.remove(closed.tunnelId());
            String name = row.definition().name();
            listener.onTunnelLost(name, closed.message());
            post(
                    new SessionEvent.TunnelTaken(
                            name, closed.code(), closed.message(), tunnels.rows().size() - 1));
        }
    }

    @Override
    public void onGoAway(GoAway goAway) {
        if (goAway.code().equals("session_renewed")) {
            // The platform has forgotten the session: there is nothing to resume.
            resume = null;
        }
        post(
                new SessionEvent.WentAway(
                        goAway.code(), goAway.message(), goAway.retry(), clock.instant()));
    }

    @Override
    public void onStream(MuxStreamChannel stream, StreamOpen open) {
        forwarder.onStream(stream, open);
    }

    @Override
    public void onLost(String reason) {
        lost(reason);
    }
}
