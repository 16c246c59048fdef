package dev.tunnel.edge.acme;

import dev.tunnel.api.edge.AcmeChallenge;
import dev.tunnel.api.edge.AcmeChallenge.Kind;
import dev.tunnel.edge.platform.CertificateCalls;
import dev.tunnel.edge.platform.Outcome;
import io.netty.util.concurrent.Ticker;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/// What a certificate authority may ask at the moment. It may come to any edge, so what this one
/// did not order itself the platform is asked for: a few at a time, ten a second, for a moment,
/// because anybody can ask.
final class OpenChallenges {
    private static final int ASKED_AT_ONCE = 8;
    private static final int PATIENCE_SECONDS = 3;
    private static final CompletableFuture<Optional<String>> NONE =
            CompletableFuture.completedFuture(Optional.empty());

    private final Map<AcmeChallenge.Question, String> mine = new ConcurrentHashMap<>();
    private final Semaphore asking = new Semaphore(ASKED_AT_ONCE);
    private final AskRate rate;
    private final LongAdder answered = new LongAdder();
    private final CertificateCalls platform;
    private final ExecutorService threads;

    OpenChallenges(CertificateCalls platform, ExecutorService threads, Ticker ticker) {
        this.rate = new AskRate(ticker);
        this.platform = platform;
        this.threads = threads;
    }

    void open(AcmeChallenge challenge) {
        mine.put(question(challenge), challenge.answer());
    }

    void close(AcmeChallenge challenge) {
        mine.remove(question(challenge), challenge.answer());
    }

    /// How many were answered.
    long answered() {
        return answered.sum();
    }

    /// How often the platform is being asked.
    int asking() {
        return ASKED_AT_ONCE - asking.availablePermits();
    }

    /// The answer; empty when nobody's order has that question. Never blocks.
    CompletableFuture<Optional<String>> find(Kind kind, String text) {
        var question = new AcmeChallenge.Question(kind, text);
        var known = mine.get(question);
        if (known != null) {
            answered.increment();
            return CompletableFuture.completedFuture(Optional.of(known));
        }
        if (!asking.tryAcquire()) {
            return NONE.copy();
        }
        if (!rate.take()) {
            asking.release();
            return NONE.copy();
        }
        var found = new CompletableFuture<Optional<String>>();
        try {
            threads.execute(() -> {
                try {
                    found.complete(ask(question));
                } finally {
                    asking.release();
                    found.complete(Optional.empty());
                }
            });
        } catch (RejectedExecutionException e) {
            asking.release();
            return NONE.copy();
        }
        return found.completeOnTimeout(Optional.empty(), PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private Optional<String> ask(AcmeChallenge.Question question) {
        if (platform.challenge(question) instanceof Outcome.Ok<AcmeChallenge>(var challenge)) {
            answered.increment();
            return Optional.of(challenge.answer());
        }
        return Optional.empty();
    }

    private static AcmeChallenge.Question question(AcmeChallenge challenge) {
        return new AcmeChallenge.Question(challenge.kind(), challenge.question());
    }
}
