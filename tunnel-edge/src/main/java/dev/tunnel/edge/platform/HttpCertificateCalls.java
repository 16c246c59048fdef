package dev.tunnel.edge.platform;

import dev.tunnel.api.edge.AcmeAccountKey;
import dev.tunnel.api.edge.AcmeChallenge;
import dev.tunnel.api.edge.CertificateAnswer;
import dev.tunnel.api.edge.CertificateOutcome;
import dev.tunnel.api.edge.CertificateProgress;
import dev.tunnel.api.edge.CertificateWish;
import dev.tunnel.api.edge.DueCertificates;
import java.util.function.Function;

/// Over HTTP/1.1.
public final class HttpCertificateCalls implements CertificateCalls {
    private final PlatformCalls calls;

    public HttpCertificateCalls(PlatformCalls calls) {
        this.calls = calls;
    }

    @Override
    public Outcome<CertificateAnswer> wish(CertificateWish wish) {
        return post("/certificates", wish, json(CertificateAnswer.class));
    }

    @Override
    public Outcome<Outcome.Done> progress(CertificateProgress progress) {
        return post("/certificates/progress", progress, _ -> Outcome.Done.DONE);
    }

    @Override
    public Outcome<Outcome.Done> ended(CertificateOutcome outcome) {
        return post("/certificates/outcome", outcome, _ -> Outcome.Done.DONE);
    }

    @Override
    public Outcome<DueCertificates> due(int most) {
        return post(
                "/certificates/due",
                new DueCertificates.Question(most),
                json(DueCertificates.class));
    }

    @Override
    public Outcome<AcmeAccountKey> account(String directory) {
        return post(
                "/acme/account",
                new AcmeAccountKey.Question(directory),
                json(AcmeAccountKey.class));
    }

    @Override
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
