package dev.tunnel.edge.platform;

import dev.tunnel.api.Problem;
import dev.tunnel.api.ProblemCode;
import dev.tunnel.edge.config.PlatformSettings;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Calls of the platform over HTTP/1.1. They block: for virtual threads only. At most [#CALLS] are
/// under way, the others wait their turn.
public final class PlatformCalls {
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
    private final Semaphore calls = new Semaphore(CALLS);

    public PlatformCalls(PlatformSettings settings, HttpClient client) {
        this.settings = settings;
        this.client = client;
    }

    /// Calls and waits.
    ///
    /// @param path below `/edge/v1`
    <T> Outcome<T> call(String path, byte[] body, Function<byte[], T> read) {
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
                    "the platform answered " + status + (problem == null ? "" : said(problem)));
        }
        var detail = problem.detail();
        return new Outcome.Refused<>(code, detail == null ? problem.title() : detail);
    }

    private static String said(Problem problem) {
        var detail = problem.detail();
        return " " + problem.code() + (detail == null ? "" : ": " + detail);
    }

    private static String reason(IOException e) {
        var message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
