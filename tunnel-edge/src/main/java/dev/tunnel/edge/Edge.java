package dev.tunnel.edge;

import dev.tunnel.api.edge.EdgeRegistration;
import dev.tunnel.edge.admin.Readiness;
import dev.tunnel.edge.agent.Agents;
import dev.tunnel.edge.config.EdgeSettings;
import dev.tunnel.edge.platform.EventStream;
import dev.tunnel.edge.platform.HttpPlatform;
import dev.tunnel.edge.platform.Reachability;
import dev.tunnel.edge.platform.UsageReporter;
import dev.tunnel.edge.telemetry.Meters;
import dev.tunnel.edge.telemetry.UsageFile;
import dev.tunnel.edge.telemetry.UsageJournal;
import dev.tunnel.edge.tls.ServerTls;
import dev.tunnel.edge.tunnel.Endpoint;
import dev.tunnel.edge.tunnel.Session;
import dev.tunnel.edge.tunnel.SessionRegistry;
import dev.tunnel.edge.tunnel.TcpPorts;
import dev.tunnel.edge.tunnel.TunnelRegistry;
import dev.tunnel.edge.tunnel.UsageMeter;
import dev.tunnel.protocol.net.Transport;
import java.io.IOException;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The edge process: its parts put together by hand, in the order in which they need each other.
final class Edge {
    private static final Logger log = LoggerFactory.getLogger(Edge.class);
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration DRAIN = Duration.ofSeconds(5);
    private static final Duration LAST_REPORT = Duration.ofSeconds(3);

    private final Clock clock = Clock.systemUTC();
    private final SecureRandom random = new SecureRandom();
    private final Transport transport = Transport.best();
    private final UsageMeter usage = new UsageMeter();
    private final SessionRegistry sessions = new SessionRegistry();
    private final TunnelRegistry tunnels = new TunnelRegistry(usage);
    private final Reachability reachability = new Reachability(clock);
    private final CountDownLatch stopped = new CountDownLatch(1);

    private final DataDirectory data;
    private final ServerTls tls;
    private final UsageJournal journal;
    private final Threads threads;
    private final HttpClient client;
    private final HttpPlatform platform;
    private final UsageReporter reporter;
    private final Doors doors;
    private final TcpPorts tcpPorts;
    private final Agents agents;
    private final EventStream events;
    private final Ports ports;
    private volatile boolean draining;

    private Edge(EdgeSettings settings, String version) throws EdgeStartException {
        data = DataDirectory.open(settings.dataDirectory());
        tls = tls(settings);
        journal = journal();
        threads = Threads.start(transport);
        client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT)
                        .executor(threads.calls())
                        .build();
        platform =
                new HttpPlatform(
                        settings.platform(),
                        client,
                        threads.calls(),
                        threads.control(),
                        reachability);
        reporter =
                new UsageReporter(
                        journal, platform, () -> usage.drain(clock.instant()), threads.files());
        doors = new Doors(settings, transport, threads, tunnels, tls);
        tcpPorts = doors.tcpPorts();
        agents = Agents.of(surroundings(settings));
        events =
                new EventStream(
                        settings.platform(),
                        client,
                        threads.calls(),
                        threads.control(),
                        clock,
                        random,
                        agents.link());
        ports = doors.open(agents, version, this::readiness, meters());
        begin(settings, version);
    }

    /// Starts an edge; it registers with the platform as soon as that answers.
    static Edge start(EdgeSettings settings, String version) throws EdgeStartException {
        return new Edge(settings, version);
    }

    private void begin(EdgeSettings settings, String version) {
        log.info("edge {} {}: {}", settings.platform().edgeName(), version, ports);
        log.info(
                "transport {}, TLS {}, {} event loops",
                transport,
                tls.provider(),
                Runtime.getRuntime().availableProcessors());
        reporter.start(settings.reportEvery());
        tls.maintainOn(threads.files());
        var registration =
                new EdgeRegistration(
                        settings.platform().edgeName(),
                        version,
                        ports.address(settings, tls.privateAuthority()));
        threads.control().execute(() -> agents.link().start(registration, reporter::registered));
        events.start();
    }

    Ports ports() {
        return ports;
    }

    /// Waits until [#stop()] is done.
    void awaitStop() throws InterruptedException {
        stopped.await();
    }

    /// Takes nothing new, lets what is under way finish for a few seconds, tells the agents to come
    /// back later, delivers usage, ends.
    void stop() {
        log.info("draining");
        draining = true;
        ports.closePublic();
        threads.control().execute(this::closeTcpPorts);
        awaitQuiet();
        threads.control().execute(() -> agents.departures().drain());
        deliverUsage();
        events.close();
        client.shutdownNow();
        threads.close();
        data.close();
        log.info("stopped");
        stopped.countDown();
    }

    private void closeTcpPorts() {
        for (var tunnel : tunnels.all()) {
            if (tunnel.endpoint() instanceof Endpoint.TcpPort(int port)) {
                tcpPorts.close(port);
            }
        }
    }

    private void awaitQuiet() {
        var quiet = new CountDownLatch(1);
        var polling =
                threads.control()
                        .scheduleWithFixedDelay(
                                () -> {
                                    if (streams() == 0) {
                                        quiet.countDown();
                                    }
                                },
                                0,
                                50,
                                TimeUnit.MILLISECONDS);
        try {
            if (!quiet.await(DRAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                log.info("{} streams are cut", streams());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            polling.cancel(false);
        }
    }

    private void deliverUsage() {
        try {
            reporter.finish().get(LAST_REPORT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            log.warn("the last usage is not delivered; the journal keeps it");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int streams() {
        return sessions.all().stream().mapToInt(Session::streams).sum();
    }

    private Readiness readiness() {
        var obstacles = new ArrayList<String>();
        var remarks = new ArrayList<String>();
        if (draining) {
            obstacles.add("draining");
        }
        if (!agents.link().isRegistered()) {
            obstacles.add("not registered with the platform yet");
        }
        (obstacles.isEmpty() ? remarks : obstacles).add(reachability.describe());
        if (journal.isFailing()) {
            remarks.add("the usage journal cannot be written");
        }
        return new Readiness(obstacles, remarks);
    }

    private Meters meters() {
        return new EdgeMeters(sessions, tunnels, usage, journal, reachability, agents, doors, tls)
                .meters();
    }

    private Agents.Surroundings surroundings(EdgeSettings settings) {
        return new Agents.Surroundings(
                threads.control(),
                settings.agents(),
                platform,
                reachability,
                sessions,
                tunnels,
                tcpPorts,
                clock,
                random);
    }

    private ServerTls tls(EdgeSettings settings) throws EdgeStartException {
        try {
            return ServerTls.open(
                    settings.tls(), settings.address(), Doors.PROTOCOLS, clock, random);
        } catch (IOException | GeneralSecurityException e) {
            throw new EdgeStartException("Cannot use the TLS certificate: " + e.getMessage(), e);
        }
    }

    private UsageJournal journal() throws EdgeStartException {
        try {
            return UsageJournal.open(new UsageFile(data.path().resolve("usage")));
        } catch (IOException e) {
            throw new EdgeStartException("Cannot read the usage journal: " + e.getMessage(), e);
        }
    }
}
