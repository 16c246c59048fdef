package dev.tunnel.edge.platform;

import dev.tunnel.api.edge.AcmeAccountKey;
import dev.tunnel.api.edge.AcmeChallenge;
import dev.tunnel.api.edge.CertificateAnswer;
import dev.tunnel.api.edge.CertificateOutcome;
import dev.tunnel.api.edge.CertificateProgress;
import dev.tunnel.api.edge.CertificateWish;
import dev.tunnel.api.edge.DueCertificates;
import java.util.function.Function;

/// What is asked of the platform about certificates. Calls block: for virtual threads only.
public final class CertificateCalls {
    private final PlatformCalls calls;

    public CertificateCalls(PlatformCalls calls) {
        this.calls = calls;
    }

    public Outcome<CertificateAnswer> wish(CertificateWish wish) {
        return post("/certificates", wish, json(CertificateAnswer.class));
    }

    public Outcome<Outcome.Done> progress(CertificateProgress progress) {
        return post("/certificates/progress", progress, _ -> Outcome.Done.DONE);
    }

    public Outcome<Outcome.Done> ended(CertificateOutcome outcome) {
        return post("/certificates/outcome", outcome, _ -> Outcome.Done.DONE);
    }

    public Outcome<DueCertificates> due(int most) {
        return post(
                "/certificates/due",
                new DueCertificates.Question(most),
                json(DueCertificates.class));
    }

    public Outcome<AcmeAccountKey> account(String directory) {
        return post(
                "/acme/account",
                new AcmeAccountKey.Question(directory),
                json(AcmeAccountKey.class));
    }

    public Outcome<AcmeChallenge> challenge(AcmeChallenge.Question question) {
        return post("/acme/challenges", question, json(AcmeChallenge.class));
    }

    private <T> Outcome<T> post(String path, Object body, Function<byte[], T> read) {
        return calls.call(path, EdgeJson.JSON.toJsonBytes(body), read);
    }

    private static <T> Function<byte[], T> json(Class<T> type) {
        return body -> EdgeJson.JSON.type(type).fromJson(body);
    }
}
