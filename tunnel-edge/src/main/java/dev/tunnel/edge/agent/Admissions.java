package dev.tunnel.edge.agent;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.api.edge.AuthoriseRequest;
import dev.tunnel.api.edge.AuthoriseRequest.Resume;
import dev.tunnel.api.edge.SessionGranted;
import dev.tunnel.edge.platform.Outcome;
import dev.tunnel.edge.platform.Platform;
import dev.tunnel.edge.tunnel.Agent;
import dev.tunnel.edge.tunnel.CloseReason;
import dev.tunnel.edge.tunnel.Grant;
import dev.tunnel.edge.tunnel.Session;
import dev.tunnel.edge.tunnel.SessionRegistry;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets agents in: as the platform decides, or, while it is away, those that it let in before and
/// that come back to what they hold here. Control executor only.
public final class Admissions {
    private static final Logger log = LoggerFactory.getLogger(Admissions.class);

    private final Platform platform;
    private final SessionRegistry sessions;
    private final Departures departures;
    private final Grace grace;
    private final Quotas quotas;
    private final Attempts attempts;
    private final SecureRandom random;

    Admissions(Agents.Surroundings in, Departures departures, Grace grace, Quotas quotas) {
        this.platform = in.platform();
        this.sessions = in.sessions();
        this.departures = departures;
        this.grace = grace;
        this.quotas = quotas;
        this.attempts = new Attempts(in.clock());
        this.random = in.random();
    }

    /// Asks whether an agent may come in, and attaches it to its session.
    ///
    /// @param request as the agent wants it, its secrets hashed
    public void admit(AuthoriseRequest request, Agent agent, Consumer<Admission> answer) {
        if (attempts.isExhausted(host(request))) {
            answer.accept(
                    new Admission.Refused(
                            ProblemCode.RATE_LIMITED.wire(),
                            "Too many refused authtokens from this address; wait a minute.",
                            true));
            return;
        }
        platform.authorise(
                asPlatformKnowsIt(request),
                outcome -> {
                    var admission = decide(request, agent, outcome);
                    answer.accept(admission);
                    if (admission instanceof Admission.Admitted(var session, _)) {
                        quotas.welcome(session, agent);
                    }
                });
    }

    private Admission decide(
            AuthoriseRequest request, Agent agent, Outcome<SessionGranted> outcome) {
        return switch (outcome) {
            case Outcome.Ok<SessionGranted>(var granted) -> admitted(request, agent, granted);
            case Outcome.Refused<SessionGranted>(var code, var message) ->
                    refused(request, code, message);
            case Outcome.Unavailable<SessionGranted> _ -> whileAway(request, agent);
        };
    }

    private Admission admitted(AuthoriseRequest request, Agent agent, SessionGranted granted) {
        var hash = Hash.of(granted.secret());
        var grant =
                new Grant(granted.sessionId(), granted.generation(), hash, granted.maxTunnels());
        var known = sessions.find(granted.sessionId());
        if (known.isPresent() && known.get().grant().generation() > grant.generation()) {
            return refused(Reasons.SUPERSEDED);
        }
        grace.vouched(request.authtokenHash());
        quotas.granted(granted.quota());
        var session = known.orElseGet(() -> newSession(request, granted, grant));
        attached(session, agent, session.attach(agent, request.agent(), grant));
        return new Admission.Admitted(session, granted.secret());
    }

    private Session newSession(AuthoriseRequest request, SessionGranted granted, Grant grant) {
        var owner =
                new Session.Owner(
                        granted.accountId(), granted.accountName(), request.authtokenHash());
        var session = new Session(owner, request.agent(), grant, grant.secretHash());
        sessions.add(session);
        return session;
    }

    private void attached(Session session, Agent agent, Optional<Agent> superseded) {
        superseded.ifPresent(old -> old.close(Reasons.SUPERSEDED));
        var facts = session.facts();
        log.info(
                "{} attached (generation {}{}): agent {} {}/{} at {}",
                session,
                session.grant().generation(),
                session.isConfirmed() ? "" : ", platform away",
                facts.version(),
                facts.os(),
                facts.arch(),
                facts.address());
        departures.sweepLater(session);
        if (!agent.isOpen()) {
            departures.lost(session, agent, "gone before it was let in");
        }
    }

    private Admission refused(AuthoriseRequest request, ProblemCode code, String message) {
        boolean credentials = code.status() == 401 || code == ProblemCode.ACCOUNT_SUSPENDED;
        if (credentials) {
            attempts.failed(host(request));
            grace.refused(request.authtokenHash(), new CloseReason(code.wire(), message, false));
        }
        log.info("agent at {} refused: {}", request.agent().address(), code.wire());
        return new Admission.Refused(code.wire(), message, code == ProblemCode.LIMIT_REACHED);
    }

    private static Admission refused(CloseReason reason) {
        return new Admission.Refused(reason.code(), reason.message(), reason.retry());
    }

    /// An agent may come back to a session that is still here: by the session's secret, or, started
    /// afresh on the same machine with the same authtoken, to one that lost its agent.
    private Admission whileAway(AuthoriseRequest request, Agent agent) {
        var objection = grace.objection(request.authtokenHash());
        if (objection.isPresent()) {
            return refused(objection.get());
        }
        var own = proven(request).or(() -> abandoned(request));
        if (own.isEmpty()) {
            return refused(Grace.UNAVAILABLE);
        }
        var session = own.get();
        var secret = newSecret();
        attached(
                session, agent, session.attachUnconfirmed(agent, request.agent(), Hash.of(secret)));
        return new Admission.Admitted(session, secret);
    }

    private Optional<Session> proven(AuthoriseRequest request) {
        return Optional.ofNullable(request.resume())
                .flatMap(resume -> proven(resume, request.authtokenHash()));
    }

    private Optional<Session> proven(Resume resume, String authtokenHash) {
        return sessions.find(resume.sessionId())
                .filter(session -> session.owner().authtokenHash().equals(authtokenHash))
                .filter(session -> session.isProvenBy(resume.secretHash()));
    }

    private Optional<Session> abandoned(AuthoriseRequest request) {
        return sessions.all().stream()
                .filter(session -> !session.isAttached())
                .filter(s -> s.owner().authtokenHash().equals(request.authtokenHash()))
                .filter(s -> s.facts().instance().equals(request.agent().instance()))
                .max(Comparator.comparing(session -> session.holdings().size()));
    }

    /// The agent's secret may be one that this edge gave out while the platform was away.
    private AuthoriseRequest asPlatformKnowsIt(AuthoriseRequest request) {
        return proven(request)
                .map(session ->
                        new AuthoriseRequest(
                                request.authtokenHash(),
                                request.agent(),
                                new Resume(session.id(), session.grant().secretHash())))
                .orElse(request);
    }

    private String newSecret() {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        return "ts_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String host(AuthoriseRequest request) {
        var address = request.agent().address();
        return address.substring(0, Math.max(0, address.lastIndexOf(':')));
    }
}
