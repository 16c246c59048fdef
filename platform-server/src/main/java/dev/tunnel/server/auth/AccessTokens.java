package dev.tunnel.server.auth;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.caller.Caller.Identity;
import dev.tunnel.server.caller.UserId;
import dev.tunnel.server.http.ProblemException;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.jwt.build.Jwt;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jose4j.jwt.consumer.InvalidJwtException;

/// Access tokens: JWTs signed with ES256, good for fifteen minutes, that say who the caller is, so
/// that checking one asks the database nothing. Issuer, audience and algorithm are checked as
/// `application.properties` says.
@ApplicationScoped
class AccessTokens {
    static final Duration LIFETIME = Duration.ofMinutes(15);

    private static final String ISSUER = "tunnel-platform";
    private static final String AUDIENCE = "tunnel-api";
    private static final String ACCOUNT = "account";
    private static final String SERVER_ADMIN = "server-admin";

    private final SigningKeys keys;
    private final JWTParser parser;
    private final Clock clock;

    AccessTokens(SigningKeys keys, JWTParser parser, Clock clock) {
        this.keys = keys;
        this.parser = parser;
        this.clock = clock;
    }

    /// A token for an identity.
    String issue(Identity identity) {
        Instant now = clock.instant();
        SigningKeys.Current key = keys.current();
        return Jwt.issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(identity.user().toString())
                .issuedAt(now)
                .expiresAt(now.plus(LIFETIME))
                .claim(ACCOUNT, identity.account().toString())
                .groups(identity.serverAdmin() ? Set.of(SERVER_ADMIN) : Set.of())
                .jws()
                .algorithm(SignatureAlgorithm.ES256)
                .keyId(key.id())
                .sign(key.pair().getPrivate());
    }

    /// Who a token is for.
    ///
    /// @throws ProblemException `token_expired`, or `unauthenticated` for anything that is none of
    ///   ours
    Identity verify(String token) {
        try {
            return identity(parser.verify(token, keys.current().pair().getPublic()));
        } catch (ParseException e) {
            throw hasExpired(e)
                    ? new ProblemException(
                            ProblemCode.TOKEN_EXPIRED, "The access token has expired, refresh it")
                    : new ProblemException(
                            ProblemCode.UNAUTHENTICATED,
                            "The access token is not one of this server");
        }
    }

    /// What this server signed has these claims.
    private static Identity identity(JsonWebToken token) {
        return new Identity(
                new UserId(UUID.fromString(token.getSubject())),
                new AccountId(UUID.fromString(token.<String>getClaim(ACCOUNT))),
                token.getGroups().contains(SERVER_ADMIN));
    }

    private static boolean hasExpired(ParseException e) {
        return e.getCause() instanceof InvalidJwtException invalid && invalid.hasExpired();
    }
}
