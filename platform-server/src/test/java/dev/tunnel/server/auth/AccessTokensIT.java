package dev.tunnel.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.server.auth.AccessTokens.Claims;
import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.caller.UserId;
import dev.tunnel.server.http.ProblemException;
import dev.tunnel.server.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.build.Jwt;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class AccessTokensIT {
    private final SigningKeys keys;
    private final JWTParser parser;
    private final AccessTokens tokens;
    private final Claims identity =
            new Claims(
                    new UserId(UUID.randomUUID()),
                    new AccountId(UUID.randomUUID()),
                    UUID.randomUUID());

    @Inject
    AccessTokensIT(SigningKeys keys, JWTParser parser) {
        this.keys = keys;
        this.parser = parser;
        this.tokens = new AccessTokens(keys, parser, Clock.systemUTC());
    }

    @Test
    void a_token_says_who_it_was_issued_to() {
        assertThat(tokens.verify(tokens.issue(identity))).isEqualTo(identity);
    }

    @Test
    void a_token_is_good_for_fifteen_minutes() {
        assertThat(tokens.verify(issuedAgo(Duration.ofMinutes(14)))).isEqualTo(identity);
        assertRefused(issuedAgo(Duration.ofSeconds(903)), ProblemCode.TOKEN_EXPIRED);
    }

    @ParameterizedTest
    @CsvSource({"somebody, tunnel-api", "tunnel-platform, somewhere"})
    void a_token_for_something_else_is_refused(String issuer, String audience) {
        String token =
                Jwt.issuer(issuer)
                        .audience(audience)
                        .subject(identity.user().toString())
                        .expiresIn(Duration.ofMinutes(1))
                        .jws()
                        .algorithm(SignatureAlgorithm.ES256)
                        .sign(keys.current().pair().getPrivate());
        assertRefused(token, ProblemCode.UNAUTHENTICATED);
    }

    @Test
    void a_token_that_the_public_key_signed_as_a_shared_secret_is_refused() {
        byte[] publicKey = keys.current().pair().getPublic().getEncoded();
        String token =
                Jwt.issuer("tunnel-platform")
                        .audience("tunnel-api")
                        .subject(identity.user().toString())
                        .expiresIn(Duration.ofMinutes(1))
                        .jws()
                        .algorithm(SignatureAlgorithm.HS256)
                        .sign(new SecretKeySpec(publicKey, "HmacSHA256"));
        assertRefused(token, ProblemCode.UNAUTHENTICATED);
    }

    @Test
    void a_token_that_was_changed_is_refused() {
        String[] parts = tokens.issue(identity).split("\\.", -1);
        String other =
                tokens.issue(
                        new Claims(
                                identity.user(),
                                new AccountId(UUID.randomUUID()),
                                identity.login()));
        String mixed = parts[0] + "." + other.split("\\.", -1)[1] + "." + parts[2];
        assertRefused(mixed, ProblemCode.UNAUTHENTICATED);
    }

    private String issuedAgo(Duration age) {
        Clock then = Clock.offset(Clock.systemUTC(), age.negated());
        return new AccessTokens(keys, parser, then).issue(identity);
    }

    private void assertRefused(String token, ProblemCode code) {
        assertThatThrownBy(() -> tokens.verify(token))
                .asInstanceOf(InstanceOfAssertFactories.type(ProblemException.class))
                .extracting(ProblemException::code)
                .isEqualTo(code);
    }
}
