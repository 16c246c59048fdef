package dev.tunnel.edge.platform;

import dev.tunnel.api.Problem;
import dev.tunnel.api.ProblemCode;
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
import dev.tunnel.edge.config.PlatformSettings;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The platform over HTTP/1.1. Calls block virtual threads only; at most [#CALLS] are under way,
/// the others wait their turn.
public final class HttpPlatform implements Platform {
    private static final Logger log = LoggerFactory.getLogger(HttpPlatform.class);
    private static final int CALLS = 64;
    private static final int LARGEST_ANSWER = 1 << 20;

    /// Refusals that say something about the edge or the moment, not about what was asked.
    private static final Set<ProblemCode> PASSING =
            EnumSet.of(
                    ProblemCode.UNAUTHENTICATED,
                    ProblemCode.RATE_LIMITED,
                    ProblemCode.INTERNAL_ERROR,
                    ProblemCode.UNAVAILABLE);

    private final PlatformSettings settings;
    private final HttpClient client;
    private final ExecutorService threads;
    private final Executor control;
    private final Reachability reachability;
    private final Semaphore calls = new Semaphore(CALLS);

    public HttpPlatform(
            PlatformSettings settings,
            HttpClient client,
            ExecutorService threads,
            Executor control,
            Reachability reachability) {
        this.settings = settings;
        this.client = client;
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
            var outcome = call(path, EdgeJson.JSON.toJsonBytes(body), read);
            reachability.heard(outcome);
            try {
                control.execute(() -> answer.accept(outcome));
            } catch (RejectedExecutionException e) {
                log.debug("{} answered after the end", path);
            }
        });
    }

    private <T> Outcome<T> call(String path, byte[] body, Function<byte[], T> read) {
        var request =
                HttpRequest.newBuilder(
                                settings.url()
                                        .resolve(settings.url().getPath() + "/edge/v1" + path))
                        .timeout(settings.timeout())
                        .header("Authorization", "Bearer " + settings.key().value())
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json, application/problem+json")
                        .POST(BodyPublishers.ofByteArray(body))
                        .build();
        calls.acquireUninterruptibly();
        try {
            return outcome(
                    client.send(
                            request,
                            BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER)),
                    read);
        } catch (IOException e) {
            return new Outcome.Unavailable<>(reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Unavailable<>("the edge is stopping");
        } finally {
            calls.release();
        }
    }

    private static <T> Outcome<T> outcome(HttpResponse<byte[]> response, Function<byte[], T> read) {
        int status = response.statusCode();
        try {
            if (status / 100 == 2) {
                return new Outcome.Ok<>(read.apply(response.body()));
            }
            return refusal(status, EdgeJson.JSON.type(Problem.class).fromJson(response.body()));
        } catch (RuntimeException e) {
            return new Outcome.Unavailable<>(
                    "the platform answered " + status + " with a body that cannot be read");
        }
    }

    private static <T> Outcome<T> refusal(int status, @Nullable Problem problem) {
        var code = problem == null ? null : ProblemCode.ofWire(problem.code()).orElse(null);
        if (problem == null || code == null || PASSING.contains(code)) {
            return new Outcome.Unavailable<>(
                    "the platform answered "
                            + status
                            + (problem == null ? "" : " " + problem.code()));
        }
        var detail = problem.detail();
        return new Outcome.Refused<>(code, detail == null ? problem.title() : detail);
    }

    private static String reason(IOException e) {
        var message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
