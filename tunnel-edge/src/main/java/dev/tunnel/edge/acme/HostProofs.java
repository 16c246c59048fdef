package dev.tunnel.edge.acme;

import dev.tunnel.api.edge.AcmeChallenge;
import dev.tunnel.edge.config.AcmeSettings;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.challenge.Challenge;
import org.shredzone.acme4j.challenge.Http01Challenge;
import org.shredzone.acme4j.challenge.TlsAlpn01Challenge;

/// Proves hosts by answering on the public ports, of this edge and of all others.
final class HostProofs implements Proofs {
    private final AcmeSettings.Challenge kind;
    private final OpenChallenges open;

    HostProofs(AcmeSettings.Challenge kind, OpenChallenges open) {
        this.kind = kind;
        this.open = open;
    }

    @Override
    public Open prepare(List<Authorization> authorizations, HeldLease lease)
            throws OrderFailure, LeaseLostException, InterruptedException {
        var challenges = new ArrayList<Challenge>();
        var answers = new ArrayList<AcmeChallenge>();
        for (var authorization : authorizations) {
            switch (kind) {
                case HTTP -> {
                    var challenge = challenge(authorization, Http01Challenge.class);
                    challenges.add(challenge);
                    answers.add(
                            new AcmeChallenge(
                                    AcmeChallenge.Kind.HTTP,
                                    challenge.getToken(),
                                    challenge.getAuthorization()));
                }
                case TLS_ALPN -> {
                    var challenge = challenge(authorization, TlsAlpn01Challenge.class);
                    challenges.add(challenge);
                    answers.add(
                            new AcmeChallenge(
                                    AcmeChallenge.Kind.TLS_ALPN,
                                    authorization.getIdentifier().getDomain(),
                                    HexFormat.of().formatHex(challenge.getAcmeValidation())));
                }
            }
        }
        answers.forEach(open::open);
        try {
            lease.answering(answers);
        } catch (OrderFailure | LeaseLostException | InterruptedException e) {
            answers.forEach(open::close);
            throw e;
        }
        return new Open(challenges, () -> answers.forEach(open::close));
    }

    private static <C extends Challenge> C challenge(Authorization authorization, Class<C> type)
            throws OrderFailure {
        return authorization
                .findChallenge(type)
                .orElseThrow(() ->
                        OrderFailure.refused("the authority offers no " + type.getSimpleName()));
    }
}
