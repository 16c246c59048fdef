package dev.tunnel.server.auth;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.server.caller.AccountId;
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
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jose4j.jwt.consumer.InvalidJwtException;

/// Access tokens: JWTs signed with ES256, good for fifteen minutes, that say which user logged in,
/// in which login, and for which account it acts unless the request names another. What the user
/// may do is asked of the database for each request. Issuer, audience and algorithm are checked as
/// `application.properties` says.
@ApplicationScoped
class AccessTokens {
    static final Duration LIFETIME = Duration.ofMinutes(15);

    private static final String ISSUER = "tunnel-platform";
    private static final String AUDIENCE = "tunnel-api";
    private static final String ACCOUNT = "account";
    private static final String LOGIN = "sid";

    private final SigningKeys keys;
    private final JWTParser parser;
    private final Clock clock;

    AccessTokens(SigningKeys keys, JWTParser parser, Clock clock) {
        this.keys = keys;
        this.parser = parser;
        this.clock = clock;
    }

    /// What a token says.
    record Claims(UserId user, AccountId account, UUID login) {}

    String issue(Claims claims) {
        Instant now = clock.instant();
        SigningKeys.Current key = keys.current();
        return Jwt.issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(claims.user().toString())
                .issuedAt(now)
                .expiresAt(now.plus(LIFETIME))
                .claim(ACCOUNT, claims.account().toString())
                .claim(LOGIN, claims.login().toString())
                .jws()
                .algorithm(SignatureAlgorithm.ES256)
                .keyId(key.id())
                .sign(key.pair().getPrivate());
    }

    /// Who a token is for.
    ///
    /// @throws ProblemException `token_expired`, or `unauthenticated` for anything that is none of
    ///   ours
    Claims verify(String token) {
        try {
            return claims(parser.verify(token, keys.current().pair().getPublic()));
        } catch (ParseException e) {
            throw hasExpired(e)
                    ? new ProblemException(
                            ProblemCode.TOKEN_EXPIRED, "The access token has expired, refresh it")
                    : new ProblemException(
                            ProblemCode.UNAUTHENTICATED,
                            "The access token is not one of this server");
        }
    }

    /// What this server signed has these claims, unless an older version did: that one is taken for
    /// expired.
    private static Claims claims(JsonWebToken token) {
        if (!token.containsClaim(LOGIN)) {
            throw new ProblemException(ProblemCode.TOKEN_EXPIRED, "Refresh the access token");
        }
        return new Claims(
                new UserId(UUID.fromString(token.getSubject())),
                new AccountId(UUID.fromString(token.<String>getClaim(ACCOUNT))),
                UUID.fromString(token.<String>getClaim(LOGIN)));
    }

    private static boolean hasExpired(ParseException e) {
        return e.getCause() instanceof InvalidJwtException invalid && invalid.hasExpired();
    }
}
