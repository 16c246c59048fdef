package dev.tunnel.cli.command;

import dev.tunnel.cli.config.Failures;
import dev.tunnel.cli.config.InspectorSettings;
import dev.tunnel.cli.config.InstanceSlot;
import dev.tunnel.cli.config.Settings;
import dev.tunnel.cli.config.TunnelDefinition;
import dev.tunnel.cli.inspect.Inspector;
import dev.tunnel.cli.inspect.api.InspectorParts;
import dev.tunnel.cli.inspect.api.Masking;
import dev.tunnel.cli.inspect.capture.CaptureLimits;
import dev.tunnel.cli.inspect.capture.Captures;
import dev.tunnel.cli.inspect.capture.StreamCapture;
import dev.tunnel.cli.session.AgentCore;
import dev.tunnel.cli.session.AgentReport;
import dev.tunnel.cli.session.Outcome;
import dev.tunnel.cli.session.SessionSetup;
import dev.tunnel.cli.terminal.EventLog;
import dev.tunnel.cli.terminal.LiveScreen;
import dev.tunnel.cli.terminal.Log;
import dev.tunnel.cli.terminal.RecentEntries;
import dev.tunnel.cli.terminal.ScreenModel;
import dev.tunnel.protocol.net.Transport;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// The agent's object graph, by hand and in order: start, stop, close.
final class Agent implements AutoCloseable {

    private final World world;
    private final Settings settings;
    private final InstanceSlot slot;
    private final Log log;
    private final RecentEntries recent;
    private final Transport transport = Transport.best();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final @Nullable Captures captures;
    private volatile @Nullable AgentCore core;
    private volatile String inspectorUrl = "";

    Agent(World world, Settings settings, InstanceSlot slot, Log log, RecentEntries recent) {
        this.world = world;
        this.settings = settings;
        this.slot = slot;
        this.log = log;
        this.recent = recent;
        this.captures =
                settings.inspector().enabled()
                        ? new Captures(
                                CaptureLimits.DEFAULT,
                                world.clock(),
                                System::nanoTime,
                                world.environment().stateDirectory())
                        : null;
    }

    /// Connects and opens the tunnels.
    ///
    /// @return completes with how it ended
    CompletionStage<Outcome> start(List<TunnelDefinition> tunnels, boolean retry) {
        EventLog events = new EventLog(log, world.clock());
        AgentCore made =
                new AgentCore(
                        transport,
                        settings,
                        new SessionSetup(
                                settings.requireAuthtoken(),
                                slot.instance(),
                                world.version(),
                                tunnels,
                                retry),
                        new AgentCore.Ears(
                                events,
                                events,
                                log::warn,
                                captures == null ? StreamCapture.NONE : captures),
                        world.clock());
        core = made;
        CompletionStage<Outcome> ended = made.session().start();
        AgentReport report =
                new AgentReport(made.session(), settings, world.version(), world.clock());
        inspect(report, made);
        show(report);
        return ended;
    }

    /// Serves what a file says, also after it has changed.
    void follow(Reload reload) {
        keep(
                ConfigWatch.start(
                        reload.file(),
                        () -> {
                            List<TunnelDefinition> tunnels = reload.tunnels().get();
                            AgentCore current = core;
                            if (current != null) {
                                current.session().live().serve(tunnels);
                                log.info("configuration reloaded", "tunnels", "" + tunnels.size());
                            }
                        },
                        log));
    }

    /// Asks the session to end; what [#start] returned completes soon.
    void stop() {
        AgentCore current = core;
        if (current != null) {
            current.session().stop();
        }
    }

    /// An inspector that cannot start is no reason to go without tunnels.
    private void inspect(AgentReport report, AgentCore running) {
        InspectorSettings inspector = settings.inspector();
        Captures recorded = captures;
        if (recorded == null) {
            return;
        }
        keep(recorded);
        InspectorParts parts =
                new InspectorParts(
                        report,
                        recorded,
                        running.control(recorded),
                        new Masking(inspector.mask()),
                        token());
        try {
            Inspector started = Inspector.start(transport, inspector.listen(), parts);
            keep(started);
            inspectorUrl = started.url();
            slot.announce(inspectorUrl);
            log.info("inspector online", "url", inspectorUrl);
        } catch (IOException e) {
            log.warn("inspector not started", "reason", Failures.line(e));
        }
    }

    /// What the inspector's page proves itself with.
    private static String token() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private void show(AgentReport report) {
        if (world.console().showsScreen(settings.log())) {
            keep(
                    LiveScreen.open(
                            world.console(),
                            world.environment(),
                            () ->
                                    new ScreenModel(
                                            report.get(),
                                            report.edge(),
                                            report.health(),
                                            inspectorUrl,
                                            LastRequests.of(captures),
                                            recent.list())));
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
        AgentCore current = core;
        if (current != null) {
            current.close();
        }
    }

    private static void closeQuietly(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            throw new IllegalStateException("close of " + part, e);
        }
    }
}
