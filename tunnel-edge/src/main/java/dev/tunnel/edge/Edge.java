package dev.tunnel.edge;

import dev.tunnel.api.edge.ContractVersions;
import dev.tunnel.api.edge.EdgeRegistration;
import dev.tunnel.edge.acme.Acme;
import dev.tunnel.edge.admin.AdminInitializer;
import dev.tunnel.edge.admin.Readiness;
import dev.tunnel.edge.agent.Agents;
import dev.tunnel.edge.agent.direct.Site;
import dev.tunnel.edge.config.EdgeSettings;
import dev.tunnel.edge.ingress.Lifetime;
import dev.tunnel.edge.platform.EventStream;
import dev.tunnel.edge.platform.HttpCertificateCalls;
import dev.tunnel.edge.platform.HttpPlatform;
import dev.tunnel.edge.platform.PlatformCalls;
import dev.tunnel.edge.platform.Reachability;
import dev.tunnel.edge.platform.UsageReporter;
import dev.tunnel.edge.telemetry.AccessLog;
import dev.tunnel.edge.telemetry.Meters;
import dev.tunnel.edge.telemetry.Outcomes;
import dev.tunnel.edge.telemetry.UsageFile;
import dev.tunnel.edge.telemetry.UsageJournal;
import dev.tunnel.edge.telemetry.Visits;
import dev.tunnel.edge.tls.ServerTls;
import dev.tunnel.edge.tunnel.SessionRegistry;
import dev.tunnel.edge.tunnel.TunnelRegistry;
import dev.tunnel.edge.tunnel.UsageMeter;
import dev.tunnel.protocol.net.Transport;
import io.netty.util.concurrent.Ticker;
import java.io.IOException;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The edge process: its parts put together by hand, in the order in which they need each other.
final class Edge {
    private static final Logger log = LoggerFactory.getLogger(Edge.class);
    private static final Duration CONNECT = Duration.ofSeconds(2);

    private final Clock clock = Clock.systemUTC();
    private final SecureRandom random = new SecureRandom();
    private final Transport transport = Transport.best();
    private final UsageMeter usage = new UsageMeter();
    private final Outcomes outcomes = new Outcomes();
    private final SessionRegistry sessions = new SessionRegistry();
    private final TunnelRegistry tunnels = new TunnelRegistry(usage);
    private final Reachability reachability = new Reachability(clock);
    private final CountDownLatch stopped = new CountDownLatch(1);

    private final EdgeSettings settings;
    private final DataDirectory data;
    private final ServerTls tls;
    private final UsageJournal journal;
    private final AccessLog accessLog;
    private final Threads threads;
    private final HttpClient client;
    private final HttpPlatform platform;
    private final Optional<Acme> acme;
    private final UsageReporter reporter;
    private final Doors doors;
    private final Agents agents;
    private final EventStream events;
    private final Ports ports;
    private final AtomicBoolean draining = new AtomicBoolean();

    private Edge(EdgeSettings settings, String version) throws EdgeStartException {
        this.settings = settings;
        data = DataDirectory.open(settings.dataDirectory(), settings.drain().standBy());
        tls = tls(settings);
        journal = journal();
        accessLog = accessLog();
        threads = Threads.start(transport);
        client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT)
                        .executor(threads.calls())
                        .build();
        var calls = new PlatformCalls(settings.platform(), client);
        platform = new HttpPlatform(calls, threads.calls(), threads.control(), reachability);
        acme =
                Ordering.of(
                                settings,
                                tls,
                                tunnels,
                                new HttpCertificateCalls(calls),
                                threads.calls())
                        .map(around -> new Acme(around.settings(), around.around(clock, random)));
        reporter =
                new UsageReporter(
                        journal, platform, () -> usage.drain(clock.instant()), threads.files());
        doors =
                new Doors(
                        settings,
                        transport,
                        threads,
                        tunnels,
                        tls,
                        new Visits(outcomes, accessLog, clock),
                        Lifetime.begin(Ticker.systemTicker()),
                        data.isTakenOver());
        agents = Agents.of(surroundings());
        openSite();
        events =
                new EventStream(
                        settings.platform(),
                        client,
                        threads.calls(),
                        threads.control(),
                        clock,
                        random,
                        agents.link());
        acme.ifPresent(Acme::start);
        ports =
                doors.open(
                        agents,
                        version,
                        acme,
                        new AdminInitializer(this::readiness, meters(), this::drain));
        var left = LeftPorts.in(data).take();
        if (data.isTakenOver()) {
            doors.expect(left);
        }
        begin(version);
        data.arrived();
    }

    /// Starts an edge; it registers with the platform as soon as that answers.
    static Edge start(EdgeSettings settings, String version) throws EdgeStartException {
        return new Edge(settings, version);
    }

    private void begin(String version) {
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
                        ports.address(settings, tls.privateAuthority()),
                        ContractVersions.SPOKEN);
        agents.link().onDrain(this::drain);
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

    /// Serves on for a while, then stops; returns at once. Only the first call counts.
    void drain() {
        if (draining.compareAndSet(false, true)) {
            Thread.ofPlatform().name("drain").start(() -> stop(true));
        }
    }

    /// Takes nothing new, lets what is under way finish, sends the agents elsewhere, delivers
    /// usage, ends. Waits when that has begun already.
    void stop() throws InterruptedException {
        if (draining.compareAndSet(false, true)) {
            stop(false);
        }
        stopped.await();
    }

    private void stop(boolean delayed) {
        try {
            new Drain(
                            settings.drain(),
                            data,
                            doors,
                            ports,
                            doors.tcpPorts(),
                            threads,
                            sessions,
                            tunnels,
                            agents,
                            events,
                            reporter)
                    .run(delayed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end();
        }
    }

    private void end() {
        try {
            acme.ifPresent(Acme::close);
            client.shutdownNow();
            threads.close();
            accessLog.close();
            data.close();
            log.info("stopped");
        } finally {
            stopped.countDown();
        }
    }

    private Readiness readiness() {
        var obstacles = new ArrayList<String>();
        var remarks = new ArrayList<String>();
        if (draining.get()) {
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
        var meters =
                new EdgeMeters(sessions, tunnels, usage, journal, reachability, agents, doors, tls)
                        .meters();
        meters.counted(
                "tunnel_edge_visits_total",
                "HTTP requests, and connections of other tunnels, by how they ended.",
                outcomes::read);
        meters.counter(
                "tunnel_edge_access_log_dropped_total",
                "Visits that the access log could not keep up with.",
                accessLog::dropped);
        acme.ifPresent(it -> Ordering.show(it, meters));
        return meters;
    }

    private Agents.Surroundings surroundings() {
        return new Agents.Surroundings(
                threads.control(),
                settings.agents(),
                platform,
                reachability,
                sessions,
                tunnels,
                doors.tcpPorts(),
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

    private void openSite() throws EdgeStartException {
        try {
            new Site(transport, threads.loops(), threads.control(), threads.calls())
                    .open(settings.platform(), tunnels);
        } catch (IOException e) {
            throw new EdgeStartException("Cannot speak TLS to the platform: " + e.getMessage(), e);
        }
    }

    private AccessLog accessLog() throws EdgeStartException {
        try {
            return AccessLog.open(settings.accessLog());
        } catch (IOException e) {
            throw new EdgeStartException(
                    "Cannot write the access log (TUNNEL_EDGE_ACCESS_LOG_FILE): " + e.getMessage(),
                    e);
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
