package dev.tunnel.cli.session;

import dev.tunnel.cli.config.ServerUrl;
import dev.tunnel.cli.config.Settings;
import dev.tunnel.cli.forward.Forwarder;
import dev.tunnel.cli.forward.LocalConnector;
import dev.tunnel.cli.forward.LocalFailures;
import dev.tunnel.cli.forward.Replayer;
import dev.tunnel.cli.forward.Traffic;
import dev.tunnel.cli.inspect.api.AgentControl;
import dev.tunnel.cli.inspect.capture.Captures;
import dev.tunnel.cli.inspect.capture.StreamCapture;
import dev.tunnel.cli.reach.Exit;
import dev.tunnel.cli.reach.HttpClient;
import dev.tunnel.protocol.net.Transport;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A session and all that it works with, on one event loop: what the command line and the library
/// share.
public final class AgentCore implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration ASK_TIMEOUT = Duration.ofSeconds(5);
    private static final int MAX_STREAMS = 8192;

    private final EventLoopGroup group;
    private final EventLoop loop;
    private final LocalConnector connector;
    private final Session session;

    /// Who hears what happens, on the event loop.
    ///
    /// @param warnings lines that a careful user wants to see
    /// @param capture looks at what goes by, beside the path
    public record Ears(
            SessionListener session,
            LocalFailures local,
            Consumer<String> warnings,
            StreamCapture capture) {}

    public AgentCore(
            Transport transport, Settings settings, SessionSetup setup, Ears ears, Clock clock) {
        this.group = transport.group(1, "agent");
        EventLoop loop = group.next();
        this.loop = loop;
        this.connector = new LocalConnector(transport, CONNECT_TIMEOUT);
        Forwarder forwarder = new Forwarder(connector, MAX_STREAMS, ears.local(), ears.capture());
        Exit exit = new Exit(transport, settings.proxies(), CONNECT_TIMEOUT);
        ServerUrl server = settings.server();
        PlatformClient platform =
                server == null
                        ? null
                        : new PlatformClient(server, HttpClient.of(settings, ASK_TIMEOUT));
        this.session =
                new Session(
                        setup,
                        new SessionParts(
                                loop,
                                new EdgeFinder(settings, platform, ears.warnings()),
                                new Dialer(exit, transport.sslProvider(), loop),
                                forwarder,
                                () -> new Traffic(System::nanoTime),
                                clock,
                                () -> ThreadLocalRandom.current().nextDouble()),
                        ears.session());
    }

    public Session session() {
        return session;
    }

    /// What the inspector may change.
    public AgentControl control(Captures captures) {
        return new LiveControl(session, new Replayer(connector, loop, captures));
    }

    /// Gives the threads back; does not wait for them.
    @Override
    public void close() {
        // A quiet period, or a loop in native code, would hold up the end of the process.
        group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }
}
