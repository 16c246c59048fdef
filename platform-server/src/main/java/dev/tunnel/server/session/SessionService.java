package dev.tunnel.server.session;

import dev.tunnel.api.edge.AuthoriseRequest;
import dev.tunnel.api.edge.AuthoriseRequest.Resume;
import dev.tunnel.api.edge.SessionEnd;
import dev.tunnel.api.edge.SessionGranted;
import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.http.ProblemException;
import dev.tunnel.server.quota.LimitService;
import dev.tunnel.server.quota.QuotaService;
import dev.tunnel.server.secret.Secret;
import dev.tunnel.server.secret.SecretKind;
import dev.tunnel.server.secret.Sha256;
import dev.tunnel.server.token.AuthtokenCheck.Valid;
import dev.tunnel.server.token.AuthtokenService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Lets agents in: which session an authtoken gets, and when it is over.
@ApplicationScoped
public class SessionService {
    /// An agent does not come back to a session that ended so; it gets a new one, if any.
    private static final Set<String> FINAL =
            Set.of(Reason.CLOSED_BY_OWNER, Reason.AUTHTOKEN_REVOKED, Reason.ACCOUNT_SUSPENDED);

    private final Sessions sessions;
    private final Tunnels tunnels;
    private final Closing closing;
    private final AuthtokenService tokens;
    private final LimitService limits;
    private final QuotaService quotas;
    private final SecureRandom random;

    SessionService(
            Sessions sessions,
            Tunnels tunnels,
            Closing closing,
            AuthtokenService tokens,
            LimitService limits,
            QuotaService quotas,
            SecureRandom random) {
        this.sessions = sessions;
        this.tunnels = tunnels;
        this.closing = closing;
        this.tokens = tokens;
        this.limits = limits;
        this.quotas = quotas;
        this.random = random;
    }

    /// Grants a session: the one that the agent proves to have had, in its next generation, or a
    /// new one.
    @Transactional
    public SessionGranted authorise(UUID edge, AuthoriseRequest request) {
        Sha256 token = hash("authtokenHash", request.authtokenHash());
        // Revocations end the sessions that they see, and lock the account before the authtoken.
        tokens.account(token).map(AccountId::value).ifPresent(sessions::serialise);
        Valid authtoken = tokens.check(token, ip(request)).orRefuse();
        UUID account = authtoken.account().value();
        Optional<SessionRow> resumed = resumable(authtoken, request.resume());
        Secret secret = Secret.mint(SecretKind.SESSION, random);
        UUID id = resumed.map(SessionRow::id).orElseGet(UUID::randomUUID);
        Grant grant = new Grant(id, edge, secret.hash(), request.agent());
        resumed.ifPresentOrElse(
                before -> resume(before, grant),
                () -> sessions.start(account, authtoken.id(), grant));
        return new SessionGranted(
                id,
                secret.value(),
                resumed.map(before -> before.generation() + 1).orElse(1L),
                account,
                authtoken.accountName(),
                limits.tunnelsPerSession(),
                quotas.of(authtoken.account()));
    }

    private void resume(SessionRow before, Grant grant) {
        if (before.isLive() && !before.edge().equals(grant.edge())) {
            closing.tell(before, Reason.SUPERSEDED);
        }
        sessions.resume(grant);
    }

    private Optional<SessionRow> resumable(Valid authtoken, @Nullable Resume resume) {
        if (resume == null) {
            return Optional.empty();
        }
        Sha256 secret = hash("resume.secretHash", resume.secretHash());
        return sessions.find(resume.sessionId())
                .filter(before -> before.account().equals(authtoken.account().value()))
                .filter(before -> before.authtoken().equals(authtoken.id()))
                .filter(before -> before.ended().filter(FINAL::contains).isEmpty())
                .filter(before -> sessions.hasSecret(before.id(), secret));
    }

    private static Sha256 hash(String field, String hex) {
        try {
            return Sha256.ofHex(hex);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(field, "is not 64 hex digits");
        }
    }

    /// The agent's address without its port.
    private static String ip(AuthoriseRequest request) {
        String address = Text.clean(request.agent().address());
        int colon = address.lastIndexOf(':');
        return colon < 0 ? address : address.substring(0, colon).replaceAll("[\\[\\]]", "");
    }

    /// The session is over. Ignored when it has a newer generation, or is on another edge by now.
    @Transactional
    public void end(UUID edge, UUID id, SessionEnd end) {
        sessions.lock(id)
                .filter(session -> session.edge().equals(edge))
                .filter(session -> session.generation() <= end.generation())
                .filter(SessionRow::isLive)
                .ifPresent(session -> {
                    tunnels.closeAllOf(session.id());
                    sessions.end(session.id(), Text.clean(end.reason()));
                });
    }
}
