package dev.tunnel.edge;

import dev.tunnel.edge.agent.Agents;
import dev.tunnel.edge.config.DrainSettings;
import dev.tunnel.edge.platform.EventStream;
import dev.tunnel.edge.platform.UsageReporter;
import dev.tunnel.edge.tunnel.Endpoint;
import dev.tunnel.edge.tunnel.Session;
import dev.tunnel.edge.tunnel.SessionRegistry;
import dev.tunnel.edge.tunnel.TcpPorts;
import dev.tunnel.edge.tunnel.TunnelRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How an edge makes way. A successor that stands by gets the folder and listens beside it, so that
/// at every moment somebody does; then visitors' idle connections end, agents are sent elsewhere,
/// and what is under way finishes. Every step is bounded.
///
/// @param data the folder that a successor waits for
record Drain(
        DrainSettings settings,
        DataDirectory data,
        Doors doors,
        Ports ports,
        TcpPorts tcpPorts,
        Threads threads,
        SessionRegistry sessions,
        TunnelRegistry tunnels,
        Agents agents,
        EventStream events,
        UsageReporter reporter) {
    private static final Logger log = LoggerFactory.getLogger(Drain.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final Duration LAST_REPORT = Duration.ofSeconds(3);
    private static final Duration ARRIVAL = Duration.ofSeconds(15);

    /// Requests that came in just before the listeners closed get their stream in this time.
    private static final Duration LAST_REQUESTS = Duration.ofMillis(250);

    /// Time for the last bytes of what is cut to be counted.
    private static final Duration LAST_BYTES = Duration.ofMillis(100);

    /// Blocks until nothing is left to do.
    ///
    /// @param delayed whether to serve on for a while, so that others can take over
    void run(boolean delayed) throws InterruptedException {
        var delay = delayed ? settings.delay() : Duration.ZERO;
        boolean succeeded = within(delay, data::isAwaited);
        if (succeeded) {
            handOver();
        }
        log.info("draining");
        ports.closePublic();
        onControl(this::closeTcpPorts);
        doors.drain();
        within(LAST_REQUESTS, () -> false);
        onControl(agents.departures()::drain);
        if (!within(settings.timeout(), this::isQuiet)) {
            log.info("{} streams are cut", streams());
        }
        onControl(agents.departures()::cut);
        within(LAST_BYTES, () -> false);
        await(succeeded ? reporter.leave(UUID.randomUUID().toString()) : reporter.finish());
        events.close();
    }

    private void handOver() throws InterruptedException {
        log.info("another edge takes over");
        await(reporter.finish());
        await(reporter.handOver());
        onControl(agents.link()::stop);
        events.close();
        ports.closeAdmin();
        LeftPorts.in(data).leave(tcpPortsInUse());
        data.release();
        if (!within(ARRIVAL, () -> !data.isAwaited())) {
            log.warn("the other edge does not listen after {} s", ARRIVAL.toSeconds());
        }
    }

    private void closeTcpPorts() {
        tcpPortsInUse().forEach(tcpPorts::close);
    }

    private List<Integer> tcpPortsInUse() {
        var inUse = new ArrayList<Integer>();
        for (var tunnel : tunnels.all()) {
            if (tunnel.endpoint() instanceof Endpoint.TcpPort(int port)) {
                inUse.add(port);
            }
        }
        return inUse;
    }

    private boolean isQuiet() {
        return streams() == 0;
    }

    private int streams() {
        return sessions.all().stream().mapToInt(Session::streams).sum();
    }

    private void onControl(Runnable task) throws InterruptedException {
        await(threads.control().submit(task));
    }

    private static void await(Future<?> task) throws InterruptedException {
        try {
            task.get(LAST_REPORT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            log.warn("not everything could be told to the platform; the journal keeps the usage");
        }
    }

    /// Waits for a condition, at most so long.
    private static boolean within(Duration limit, BooleanSupplier condition)
            throws InterruptedException {
        for (long waited = 0; !condition.getAsBoolean(); waited += LOOK_AGAIN.toMillis()) {
            if (waited >= limit.toMillis()) {
                return false;
            }
            TimeUnit.NANOSECONDS.sleep(LOOK_AGAIN.toNanos());
        }
        return true;
    }
}
