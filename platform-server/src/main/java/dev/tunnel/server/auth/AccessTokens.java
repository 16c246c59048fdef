package dev.tunnel.server.auth;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.caller.Caller.Identity;
import dev.tunnel.server.caller.UserId;
import dev.tunnel.server.http.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;

/// Access tokens: JWTs signed with ES256, good for fifteen minutes, that say who the caller is, so
/// that checking one asks the database nothing.
@ApplicationScoped
class AccessTokens {
    static final Duration LIFETIME = Duration.ofMinutes(15);

    private static final String ISSUER = "tunnel-platform";
    private static final String AUDIENCE = "tunnel-api";
    private static final String ACCOUNT = "account";
    private static final String SERVER_ADMIN = "serverAdmin";

    private final SigningKeys keys;
    private final Clock clock;

    AccessTokens(SigningKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /// A token for an identity.
    String issue(Identity identity) {
        Instant now = clock.instant();
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience(AUDIENCE);
        claims.setSubject(identity.user().toString());
        claims.setIssuedAt(date(now));
        claims.setExpirationTime(date(now.plus(LIFETIME)));
        claims.setGeneratedJwtId();
        claims.setStringClaim(ACCOUNT, identity.account().toString());
        claims.setClaim(SERVER_ADMIN, identity.serverAdmin());
        SigningKeys.Current key = keys.current();
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        signature.setKeyIdHeaderValue(key.id());
        signature.setKey(key.pair().getPrivate());
        signature.setPayload(claims.toJson());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("cannot sign with " + key.id(), e);
        }
    }

    /// Who a token is for.
    ///
    /// @throws ProblemException `token_expired`, or `unauthenticated` for anything that is none of
    ///   ours
    Identity verify(String token) {
        try {
            return identity(consumer().processToClaims(token));
        } catch (InvalidJwtException e) {
            if (e.hasExpired()) {
                throw new ProblemException(
                        ProblemCode.TOKEN_EXPIRED, "The access token has expired, refresh it");
            }
            throw invalid();
        } catch (MalformedClaimException | IllegalArgumentException e) {
            throw invalid();
        }
    }

    private JwtConsumer consumer() {
        return new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(
                        new AlgorithmConstraints(
                                ConstraintType.PERMIT,
                                AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256))
                .setVerificationKey(keys.current().pair().getPublic())
                .setExpectedIssuer(ISSUER)
                .setExpectedAudience(AUDIENCE)
                .setRequireExpirationTime()
                .setRequireSubject()
                .setEvaluationTime(date(clock.instant()))
                .build();
    }

    private static Identity identity(JwtClaims claims) throws MalformedClaimException {
        return new Identity(
                new UserId(UUID.fromString(claims.getSubject())),
                new AccountId(UUID.fromString(claims.getStringClaimValue(ACCOUNT))),
                claims.getClaimValue(SERVER_ADMIN, Boolean.class));
    }

    private static ProblemException invalid() {
        return new ProblemException(
                ProblemCode.UNAUTHENTICATED, "The access token is not one of this server");
    }

    private static NumericDate date(Instant instant) {
        return NumericDate.fromSeconds(instant.getEpochSecond());
    }
}
