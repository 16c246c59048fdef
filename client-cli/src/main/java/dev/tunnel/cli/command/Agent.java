package dev.tunnel.cli.command;

import dev.tunnel.cli.config.Failures;
import dev.tunnel.cli.config.InspectorSettings;
import dev.tunnel.cli.config.InstanceSlot;
import dev.tunnel.cli.config.ServerUrl;
import dev.tunnel.cli.config.Settings;
import dev.tunnel.cli.config.TunnelDefinition;
import dev.tunnel.cli.forward.Forwarder;
import dev.tunnel.cli.forward.LocalConnector;
import dev.tunnel.cli.forward.Traffic;
import dev.tunnel.cli.inspect.Inspector;
import dev.tunnel.cli.reach.Exit;
import dev.tunnel.cli.reach.HttpClient;
import dev.tunnel.cli.session.AgentReport;
import dev.tunnel.cli.session.Dialer;
import dev.tunnel.cli.session.EdgeFinder;
import dev.tunnel.cli.session.Outcome;
import dev.tunnel.cli.session.PlatformClient;
import dev.tunnel.cli.session.Session;
import dev.tunnel.cli.session.SessionSetup;
import dev.tunnel.cli.terminal.EventLog;
import dev.tunnel.cli.terminal.LiveScreen;
import dev.tunnel.cli.terminal.Log;
import dev.tunnel.cli.terminal.RecentEntries;
import dev.tunnel.protocol.net.Transport;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The agent's object graph, by hand and in order: start, stop, close.
final class Agent implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration ASK_TIMEOUT = Duration.ofSeconds(5);
    private static final int MAX_STREAMS = 8192;

    private final World world;
    private final Settings settings;
    private final InstanceSlot slot;
    private final Log log;
    private final RecentEntries recent;
    private final Transport transport = Transport.best();
    private final EventLoopGroup group = transport.group(1, "agent");
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private volatile @Nullable Session session;
    private volatile String inspectorUrl = "";

    Agent(World world, Settings settings, InstanceSlot slot, Log log, RecentEntries recent) {
        this.world = world;
        this.settings = settings;
        this.slot = slot;
        this.log = log;
        this.recent = recent;
    }

    /// Connects and opens the tunnels.
    ///
    /// @return completes with how it ended
    CompletionStage<Outcome> start(List<TunnelDefinition> tunnels, boolean retry) {
        EventLog events = new EventLog(log, world.clock());
        Forwarder forwarder =
                new Forwarder(new LocalConnector(transport, CONNECT_TIMEOUT), MAX_STREAMS, events);
        Session made =
                new Session(
                        new SessionSetup(
                                settings.requireAuthtoken(),
                                slot.instance(),
                                world.version(),
                                tunnels,
                                retry),
                        new Session.Parts(
                                group.next(),
                                new EdgeFinder(settings, platform(), log::warn),
                                new Dialer(
                                        new Exit(transport, settings.proxies(), CONNECT_TIMEOUT),
                                        transport.sslProvider(),
                                        group.next()),
                                forwarder,
                                () -> new Traffic(System::nanoTime),
                                world.clock(),
                                () -> ThreadLocalRandom.current().nextDouble()),
                        events);
        session = made;
        CompletionStage<Outcome> ended = made.start();
        AgentReport report = new AgentReport(made, settings, world.version(), world.clock());
        inspect(report);
        show(report);
        return ended;
    }

    /// Asks the session to end; what [#start] returned completes soon.
    void stop() {
        Session current = session;
        if (current != null) {
            current.stop();
        }
    }

    private @Nullable PlatformClient platform() {
        ServerUrl server = settings.server();
        return server == null
                ? null
                : new PlatformClient(server, HttpClient.of(settings, ASK_TIMEOUT));
    }

    /// An inspector that cannot start is no reason to go without tunnels.
    private void inspect(AgentReport report) {
        InspectorSettings inspector = settings.inspector();
        if (!inspector.enabled()) {
            return;
        }
        try {
            Inspector started = Inspector.start(transport, inspector.listen(), report);
            keep(started);
            inspectorUrl = started.url();
            slot.announce(inspectorUrl);
            log.info("inspector online", "url", inspectorUrl);
        } catch (IOException e) {
            log.warn("inspector not started", "reason", Failures.line(e));
        }
    }

    private void show(AgentReport report) {
        if (world.console().showsScreen(settings.log())) {
            keep(
                    LiveScreen.open(
                            world.console(),
                            world.environment(),
                            report,
                            () -> inspectorUrl,
                            recent));
        }
    }

    private synchronized void keep(AutoCloseable part) {
        opened.push(part);
    }

    /// Gives the terminal, the ports and the threads back. May be called twice.
    @Override
    public synchronized void close() {
        while (!opened.isEmpty()) {
            closeQuietly(opened.pop());
        }
        // A quiet period, or a loop in native code, would hold up the end of the process.
        group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }

    private static void closeQuietly(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            throw new IllegalStateException("close of " + part, e);
        }
    }
}
