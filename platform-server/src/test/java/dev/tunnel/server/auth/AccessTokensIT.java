package dev.tunnel.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.caller.Caller.Identity;
import dev.tunnel.server.caller.UserId;
import dev.tunnel.server.http.ProblemException;
import dev.tunnel.server.testing.MovableClock;
import dev.tunnel.server.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class AccessTokensIT {
    private final MovableClock clock = new MovableClock();
    private final AccessTokens tokens;
    private final Identity identity =
            new Identity(new UserId(UUID.randomUUID()), new AccountId(UUID.randomUUID()), true);

    @Inject
    AccessTokensIT(SigningKeys keys) {
        this.tokens = new AccessTokens(keys, clock);
    }

    @Test
    void a_token_says_who_it_was_issued_to() {
        assertThat(tokens.verify(tokens.issue(identity))).isEqualTo(identity);
    }

    @Test
    void a_token_expires_after_fifteen_minutes() {
        String token = tokens.issue(identity);
        clock.advance(Duration.ofSeconds(899));
        assertThat(tokens.verify(token)).isEqualTo(identity);
        clock.advance(Duration.ofSeconds(2));
        assertThatThrownBy(() -> tokens.verify(token))
                .asInstanceOf(
                        org.assertj.core.api.InstanceOfAssertFactories.type(ProblemException.class))
                .extracting(ProblemException::code)
                .isEqualTo(ProblemCode.TOKEN_EXPIRED);
    }

    @Test
    void a_token_that_was_changed_is_refused() {
        String[] parts = tokens.issue(identity).split("\\.", -1);
        String other = tokens.issue(new Identity(identity.user(), identity.account(), false));
        String mixed = parts[0] + "." + other.split("\\.", -1)[1] + "." + parts[2];
        assertThatThrownBy(() -> tokens.verify(mixed)).isInstanceOf(ProblemException.class);
    }
}
