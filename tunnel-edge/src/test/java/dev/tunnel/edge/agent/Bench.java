package dev.tunnel.edge.agent;

import dev.tunnel.api.edge.AuthoriseRequest;
import dev.tunnel.api.edge.AuthoriseRequest.AgentFacts;
import dev.tunnel.api.edge.ClaimRequest.Proto;
import dev.tunnel.api.edge.EdgeAddress;
import dev.tunnel.api.edge.EdgeRegistration;
import dev.tunnel.edge.config.AgentSettings;
import dev.tunnel.edge.platform.FakePlatform;
import dev.tunnel.edge.platform.Reachability;
import dev.tunnel.edge.tunnel.Agent;
import dev.tunnel.edge.tunnel.Endpoint;
import dev.tunnel.edge.tunnel.FakeAgent;
import dev.tunnel.edge.tunnel.Lookup;
import dev.tunnel.edge.tunnel.Session;
import dev.tunnel.edge.tunnel.SessionRegistry;
import dev.tunnel.edge.tunnel.Tunnel;
import dev.tunnel.edge.tunnel.TunnelOptions;
import dev.tunnel.edge.tunnel.TunnelRegistry;
import dev.tunnel.edge.tunnel.UsageMeter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The agents' part of an edge on a clock that only moves when told to.
final class Bench {
    static final String TOKEN = Hash.of("tt_known");
    static final AgentSettings SETTINGS = AgentSettings.defaults();

    final EmbeddedChannel loop = new EmbeddedChannel();
    final FakePlatform platform = new FakePlatform(loop.eventLoop());
    final SessionRegistry sessions = new SessionRegistry();
    final TunnelRegistry tunnels = new TunnelRegistry(new UsageMeter());
    final FakePorts ports = new FakePorts();
    private Instant now = Instant.parse("2026-11-23T10:00:00Z");
    final Reachability reachability = new Reachability(() -> now);
    final Agents agents;

    Bench() {
        platform.account(TOKEN);
        platform.watched(reachability);
        agents =
                Agents.of(
                        new Agents.Surroundings(
                                loop.eventLoop(),
                                SETTINGS,
                                platform,
                                reachability,
                                sessions,
                                tunnels,
                                ports,
                                () -> now,
                                new SecureRandom()));
        agents.link()
                .start(
                        new EdgeRegistration(
                                "edge-1",
                                "1",
                                new EdgeAddress("localhost", 1, 2, "localhost", 3, 4, 5, null),
                                null),
                        _ -> {});
        settle();
    }

    void settle() {
        loop.runPendingTasks();
    }

    void pass(Duration time) {
        now = now.plus(time);
        loop.advanceTimeBy(time.toMillis(), TimeUnit.MILLISECONDS);
        loop.runScheduledPendingTasks();
        settle();
    }

    /// Delivers what the platform announced.
    void events() {
        platform.takeEvents().forEach(agents.link()::event);
        settle();
    }

    Admission admit(Agent agent) {
        return admit(agent, TOKEN, "laptop", null);
    }

    Admission admit(
            Agent agent, String token, String instance, AuthoriseRequest.@Nullable Resume resume) {
        var answer = new AtomicReference<@Nullable Admission>();
        agents.admissions()
                .admit(
                        new AuthoriseRequest(
                                token,
                                new AgentFacts("1.0", "linux", "x64", instance, "10.0.0.1:4711"),
                                resume),
                        agent,
                        answer::set);
        settle();
        return answered(answer);
    }

    Admission.Admitted admitted(Agent agent) {
        return (Admission.Admitted) admit(agent);
    }

    Admission.Admitted resumed(Agent agent, Admission.Admitted before) {
        return (Admission.Admitted) admit(agent, TOKEN, "laptop", resume(before));
    }

    static AuthoriseRequest.Resume resume(Admission.Admitted before) {
        return new AuthoriseRequest.Resume(before.session().id(), Hash.of(before.secret()));
    }

    Opening open(Session session, Agent agent, TunnelRequest request) {
        var answer = new AtomicReference<@Nullable Opening>();
        agents.openings().open(session, agent, request, answer::set);
        settle();
        return answered(answer);
    }

    Tunnel opened(Session session, Agent agent, TunnelRequest request) {
        return ((Opening.Opened) open(session, agent, request)).tunnel();
    }

    void lose(Session session, FakeAgent agent) {
        agent.open = false;
        agents.departures().lost(session, agent, "connection reset");
        settle();
    }

    Lookup find(String host) {
        return tunnels.find(new Endpoint.HttpHost(host));
    }

    static TunnelRequest http(String key, @Nullable String subdomain) {
        return new TunnelRequest(
                key,
                Proto.HTTP,
                List.of("http", "https"),
                subdomain,
                null,
                null,
                new TunnelOptions(Set.of("http", "https"), "localhost:8080"));
    }

    static TunnelRequest tcp(String key, @Nullable Integer port) {
        return new TunnelRequest(
                key,
                Proto.TCP,
                List.of(),
                null,
                null,
                port,
                new TunnelOptions(Set.of(), "localhost:22"));
    }

    private static <T> T answered(AtomicReference<@Nullable T> answer) {
        var value = answer.get();
        if (value == null) {
            throw new AssertionError("no answer");
        }
        return value;
    }
}
