package dev.tunnel.edge.acme;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.api.edge.AcmeAccountKey;
import dev.tunnel.api.edge.AcmeChallenge;
import dev.tunnel.api.edge.CertificateAnswer;
import dev.tunnel.api.edge.CertificateOutcome;
import dev.tunnel.api.edge.CertificateProgress;
import dev.tunnel.api.edge.CertificateWish;
import dev.tunnel.api.edge.DueCertificates;
import dev.tunnel.edge.platform.CertificateCalls;
import dev.tunnel.edge.platform.Outcome;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// A platform that agrees to everything unless it is told what to answer.
final class FakeCertificates implements CertificateCalls {
    static final Outcome<Outcome.Done> AGREED = new Outcome.Ok<>(Outcome.Done.DONE);

    final List<CertificateProgress> progressed = new CopyOnWriteArrayList<>();
    final List<CertificateOutcome> outcomes = new CopyOnWriteArrayList<>();
    final AtomicInteger asked = new AtomicInteger();

    /// What it answers next, to either.
    final Queue<Outcome<Outcome.Done>> answers = new ConcurrentLinkedQueue<>();

    /// What happens before it answers that an order goes on.
    volatile Runnable onProgress = () -> {};

    private final AcmeAccountKey account;

    FakeCertificates(String account) {
        this.account = new AcmeAccountKey(account);
    }

    static Outcome<Outcome.Done> refused(ProblemCode code) {
        return new Outcome.Refused<>(code, "no");
    }

    private Outcome<Outcome.Done> next() {
        var next = answers.poll();
        return next == null ? AGREED : next;
    }

    @Override
    public Outcome<CertificateAnswer> wish(CertificateWish wish) {
        return new Outcome.Unavailable<>("not asked for");
    }

    @Override
    public Outcome<Outcome.Done> progress(CertificateProgress progress) {
        onProgress.run();
        progressed.add(progress);
        return next();
    }

    @Override
    public Outcome<Outcome.Done> ended(CertificateOutcome outcome) {
        outcomes.add(outcome);
        return next();
    }

    @Override
    public Outcome<DueCertificates> due(int most) {
        return new Outcome.Ok<>(new DueCertificates(List.of()));
    }

    @Override
    public Outcome<AcmeAccountKey> account(String directory) {
        return new Outcome.Ok<>(account);
    }

    @Override
    public Outcome<AcmeChallenge> challenge(AcmeChallenge.Question question) {
        asked.incrementAndGet();
        return new Outcome.Refused<>(ProblemCode.NOT_FOUND, "no such order");
    }
}
