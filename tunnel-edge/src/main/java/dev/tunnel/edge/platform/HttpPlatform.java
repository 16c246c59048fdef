package dev.tunnel.edge.platform;

import dev.tunnel.api.edge.AuthoriseRequest;
import dev.tunnel.api.edge.ClaimGranted;
import dev.tunnel.api.edge.ClaimRelease;
import dev.tunnel.api.edge.ClaimRequest;
import dev.tunnel.api.edge.EdgeHeartbeat;
import dev.tunnel.api.edge.EdgeRegistered;
import dev.tunnel.api.edge.EdgeRegistration;
import dev.tunnel.api.edge.SessionEnd;
import dev.tunnel.api.edge.SessionGranted;
import dev.tunnel.api.edge.UsageReport;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The platform over HTTP/1.1. Calls block virtual threads only; how many are under way is bounded
/// by [PlatformCalls].
public final class HttpPlatform implements Platform {
    private static final Logger log = LoggerFactory.getLogger(HttpPlatform.class);

    private final PlatformCalls calls;
    private final ExecutorService threads;
    private final Executor control;
    private final Reachability reachability;

    public HttpPlatform(
            PlatformCalls calls,
            ExecutorService threads,
            Executor control,
            Reachability reachability) {
        this.calls = calls;
        this.threads = threads;
        this.control = control;
        this.reachability = reachability;
    }

    @Override
    public void register(EdgeRegistration registration, Consumer<Outcome<EdgeRegistered>> answer) {
        post("/register", registration, json(EdgeRegistered.class), answer);
    }

    @Override
    public void heartbeat(EdgeHeartbeat heartbeat, Consumer<Outcome<EdgeHeartbeat.Answer>> answer) {
        post("/heartbeat", heartbeat, json(EdgeHeartbeat.Answer.class), answer);
    }

    @Override
    public void authorise(AuthoriseRequest request, Consumer<Outcome<SessionGranted>> answer) {
        post("/sessions", request, json(SessionGranted.class), answer);
    }

    @Override
    public void end(UUID sessionId, SessionEnd end, Consumer<Outcome<Outcome.Done>> answer) {
        post("/sessions/" + sessionId + "/end", end, _ -> Outcome.Done.DONE, answer);
    }

    @Override
    public void claim(ClaimRequest request, Consumer<Outcome<ClaimGranted>> answer) {
        post("/claims", request, json(ClaimGranted.class), answer);
    }

    @Override
    public void release(
            UUID tunnelId, ClaimRelease release, Consumer<Outcome<Outcome.Done>> answer) {
        post("/claims/" + tunnelId + "/release", release, _ -> Outcome.Done.DONE, answer);
    }

    @Override
    public void report(UsageReport report, Consumer<Outcome<Outcome.Done>> answer) {
        post("/usage", report, _ -> Outcome.Done.DONE, answer);
    }

    private static <T> Function<byte[], T> json(Class<T> type) {
        return body -> EdgeJson.JSON.type(type).fromJson(body);
    }

    private <T> void post(
            String path, Object body, Function<byte[], T> read, Consumer<Outcome<T>> answer) {
        threads.execute(() -> {
            var outcome = calls.call(path, EdgeJson.JSON.toJsonBytes(body), read);
            reachability.heard(outcome);
            try {
                control.execute(() -> answer.accept(outcome));
            } catch (RejectedExecutionException e) {
                log.debug("{} answered after the end", path);
            }
        });
    }
}
