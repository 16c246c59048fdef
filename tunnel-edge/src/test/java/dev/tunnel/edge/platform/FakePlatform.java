package dev.tunnel.edge.platform;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.api.edge.AuthoriseRequest;
import dev.tunnel.api.edge.ClaimGranted;
import dev.tunnel.api.edge.ClaimRelease;
import dev.tunnel.api.edge.ClaimRequest;
import dev.tunnel.api.edge.EdgeEvent;
import dev.tunnel.api.edge.EdgeHeartbeat;
import dev.tunnel.api.edge.EdgeRegistered;
import dev.tunnel.api.edge.EdgeRegistration;
import dev.tunnel.api.edge.SessionEnd;
import dev.tunnel.api.edge.SessionGranted;
import dev.tunnel.api.edge.UsageReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A platform in memory: accounts, sessions with generations, claims with take-over and affinity,
/// usage counted once. It can be switched off. Thread-safe.
public final class FakePlatform implements Platform {
    public static final int FIRST_PORT = 41_000;

    private final Executor control;
    private final Map<String, UUID> accounts = new HashMap<>();
    private final Map<String, ProblemCode> refused = new HashMap<>();
    private final Map<UUID, Live> sessions = new LinkedHashMap<>();
    private final Map<String, Claim> claims = new LinkedHashMap<>();
    private final Map<String, String> affinity = new HashMap<>();
    private final Map<Long, UsageReport> reports = new LinkedHashMap<>();
    private final List<String> calls = new ArrayList<>();
    private final List<EdgeEvent> pending = new ArrayList<>();
    private @Nullable Reachability reachability;
    private boolean up = true;
    private int maxTunnels = 5;
    private int names;

    private record Live(UUID account, long generation, String secret, String instance, int order) {}

    private record Claim(UUID tunnelId, UUID session, UUID account, String key) {}

    public FakePlatform(Executor control) {
        this.control = control;
    }

    // --- what a test does to it ---

    public synchronized UUID account(String authtokenHash) {
        return accounts.computeIfAbsent(authtokenHash, _ -> UUID.randomUUID());
    }

    public synchronized void account(String authtokenHash, UUID account) {
        accounts.put(authtokenHash, account);
    }

    public synchronized void refuse(String authtokenHash, ProblemCode code) {
        refused.put(authtokenHash, code);
    }

    public synchronized void up(boolean up) {
        this.up = up;
    }

    public synchronized void maxTunnels(int most) {
        maxTunnels = most;
    }

    /// Lets an edge's health follow how calls end, as the real client does.
    public synchronized void watched(Reachability reachability) {
        this.reachability = reachability;
    }

    public synchronized void forget(UUID session) {
        sessions.remove(session);
    }

    /// Events that wait for the stream, or for the next heartbeat.
    public synchronized List<EdgeEvent> takeEvents() {
        var taken = List.copyOf(pending);
        pending.clear();
        return taken;
    }

    public synchronized void announce(EdgeEvent event) {
        pending.add(event);
    }

    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    public synchronized long generation(UUID session) {
        return Optional.ofNullable(sessions.get(session)).map(Live::generation).orElse(0L);
    }

    public synchronized Optional<UUID> holder(String name) {
        return Optional.ofNullable(claims.get(name)).map(Claim::session);
    }

    public synchronized List<UsageReport> reports() {
        return List.copyOf(reports.values());
    }

    /// Somebody of this account holds the name already.
    public synchronized void occupy(String name, UUID account) {
        claims.put(name, new Claim(UUID.randomUUID(), UUID.randomUUID(), account, "x"));
    }

    // --- the contract ---

    @Override
    public void register(EdgeRegistration registration, Consumer<Outcome<EdgeRegistered>> answer) {
        answer(
                "register",
                answer,
                () ->
                        new Outcome.Ok<>(
                                new EdgeRegistered(
                                        new UUID(0, 7),
                                        60,
                                        1,
                                        reports.keySet().stream()
                                                .mapToLong(Long::longValue)
                                                .max()
                                                .orElse(0),
                                        1)));
    }

    @Override
    public void heartbeat(EdgeHeartbeat heartbeat, Consumer<Outcome<EdgeHeartbeat.Answer>> answer) {
        answer("heartbeat", answer, () -> new Outcome.Ok<>(new EdgeHeartbeat.Answer(takeEvents())));
    }

    @Override
    public void authorise(AuthoriseRequest request, Consumer<Outcome<SessionGranted>> answer) {
        answer("authorise", answer, () -> grant(request));
    }

    private Outcome<SessionGranted> grant(AuthoriseRequest request) {
        var account = accounts.get(request.authtokenHash());
        if (account == null) {
            return new Outcome.Refused<>(
                    ProblemCode.AUTHTOKEN_INVALID, "This authtoken is not known.");
        }
        var refusal = refused.get(request.authtokenHash());
        if (refusal != null) {
            return new Outcome.Refused<>(refusal, "This authtoken is not good any more.");
        }
        var resumed = resumed(request.resume());
        var id = resumed.orElseGet(UUID::randomUUID);
        var before = sessions.get(id);
        var secret = "ts_" + UUID.randomUUID();
        var live =
                new Live(
                        account,
                        before == null ? 1 : before.generation + 1,
                        Sha256.hex(secret),
                        request.agent().instance(),
                        before == null ? sessions.size() : before.order);
        sessions.put(id, live);
        return new Outcome.Ok<>(
                new SessionGranted(id, secret, live.generation, account, "demo", maxTunnels, null));
    }

    private Optional<UUID> resumed(AuthoriseRequest.@Nullable Resume resume) {
        return Optional.ofNullable(resume)
                .filter(it -> sessions.containsKey(it.sessionId()))
                .filter(it ->
                        Objects.requireNonNull(sessions.get(it.sessionId()))
                                .secret
                                .equals(it.secretHash()))
                .map(AuthoriseRequest.Resume::sessionId);
    }

    @Override
    public void end(UUID sessionId, SessionEnd end, Consumer<Outcome<Outcome.Done>> answer) {
        answer(
                "end " + end.reason(),
                answer,
                () -> {
                    if (generation(sessionId) == end.generation()) {
                        sessions.remove(sessionId);
                        claims.values().removeIf(claim -> claim.session.equals(sessionId));
                    }
                    return new Outcome.Ok<>(Outcome.Done.DONE);
                });
    }

    @Override
    public void claim(ClaimRequest request, Consumer<Outcome<ClaimGranted>> answer) {
        answer("claim " + request.tunnelKey(), answer, () -> claim(request));
    }

    private Outcome<ClaimGranted> claim(ClaimRequest request) {
        var session = sessions.get(request.sessionId());
        if (session == null || session.generation != request.generation()) {
            return new Outcome.Refused<>(ProblemCode.SESSION_SUPERSEDED, "superseded");
        }
        var name = name(request, session);
        var held = claims.get(name);
        if (held != null && !held.account.equals(session.account)) {
            return new Outcome.Refused<>(
                    request.proto() == ClaimRequest.Proto.TCP
                            ? ProblemCode.PORT_TAKEN
                            : ProblemCode.NAME_TAKEN,
                    "\"" + name + "\" belongs to somebody else.");
        }
        boolean same = held != null && held.session.equals(request.sessionId());
        if (held != null && !same) {
            pending.add(EdgeEvent.tunnel(held.tunnelId, "taken_over"));
        }
        var id = same && held != null ? held.tunnelId : UUID.randomUUID();
        claims.put(name, new Claim(id, request.sessionId(), session.account, request.tunnelKey()));
        affinity.put(session.instance + '/' + request.tunnelKey(), name);
        return new Outcome.Ok<>(granted(request, id, name));
    }

    private String name(ClaimRequest request, Live session) {
        if (request.subdomain() != null) {
            return request.subdomain() + ".localhost";
        }
        if (request.hostname() != null) {
            return request.hostname();
        }
        if (request.remotePort() != null) {
            return String.valueOf(request.remotePort());
        }
        if (request.proto() == ClaimRequest.Proto.TCP) {
            int port = FIRST_PORT;
            while (request.excludedPorts().contains(port)) {
                port++;
            }
            return String.valueOf(port);
        }
        var affine = affinity.get(session.instance + '/' + request.tunnelKey());
        return affine == null ? "random" + ++names + ".localhost" : affine;
    }

    private static ClaimGranted granted(ClaimRequest request, UUID id, String name) {
        return switch (request.proto()) {
            case HTTP, TLS -> new ClaimGranted(id, name, null, List.of("http://" + name + ":8000"));
            case TCP ->
                    new ClaimGranted(
                            id, null, Integer.valueOf(name), List.of("tcp://localhost:" + name));
        };
    }

    @Override
    public void release(
            UUID tunnelId, ClaimRelease release, Consumer<Outcome<Outcome.Done>> answer) {
        answer(
                "release " + release.reason(),
                answer,
                () -> {
                    claims.values().removeIf(claim -> claim.tunnelId.equals(tunnelId));
                    return new Outcome.Ok<>(Outcome.Done.DONE);
                });
    }

    @Override
    public void report(UsageReport report, Consumer<Outcome<Outcome.Done>> answer) {
        answer(
                "report",
                answer,
                () -> {
                    reports.putIfAbsent(report.sequence(), report);
                    return new Outcome.Ok<>(Outcome.Done.DONE);
                });
    }

    private synchronized <T> void answer(
            String call, Consumer<Outcome<T>> answer, Supplier<Outcome<T>> decide) {
        calls.add(call);
        var outcome = up ? decide.get() : new Outcome.Unavailable<T>("switched off");
        if (reachability != null) {
            reachability.heard(outcome);
        }
        control.execute(() -> answer.accept(outcome));
    }
}
