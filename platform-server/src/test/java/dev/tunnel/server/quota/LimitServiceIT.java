package dev.tunnel.server.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.testing.Person;
import dev.tunnel.server.testing.PostgresResource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class LimitServiceIT {
    @Inject LimitService limits;

    private Person person;
    private AccountId account;

    @BeforeEach
    void signUp() {
        person = Person.signUp();
        account = new AccountId(UUID.fromString(person.accountId()));
    }

    @AfterEach
    void resetDefaults() {
        QuarkusTransaction.requiringNew().run(() -> limits.setDefaults(AccountLimits.UNSET));
    }

    @Test
    void an_account_has_its_own_limits_else_the_defaults_else_the_operators() {
        assertThat(limits.of(account)).isEqualTo(limits.ofEverybody());
        assertThat(limits.of(account).tunnels()).isEqualTo(Limits.UNLIMITED);
        assertThat(limits.of(account).reservedSubdomains()).isEqualTo(200);
        QuarkusTransaction.requiringNew()
                .run(() -> {
                    limits.setDefaults(limits(7L, 8L));
                    limits.set(account, limits(null, 1L));
                });
        assertThat(limits.of(account).tunnels()).isEqualTo(7);
        assertThat(limits.of(account).reservedSubdomains()).isEqualTo(1);
        assertThat(limits.ofEverybody().reservedSubdomains()).isEqualTo(8);
        assertThat(limits.own(account)).isEqualTo(limits(null, 1L));
        assertThat(limits.setDefaults()).isEqualTo(limits(7L, 8L));
    }

    @Test
    void more_than_the_limit_cannot_be_reserved() {
        QuarkusTransaction.requiringNew().run(() -> limits.set(account, limits(null, 1L)));
        person.reserves("a-" + UUID.randomUUID()).then().statusCode(201);
        assertThat(person.reserves("b-" + UUID.randomUUID()).<String>path("code"))
                .isEqualTo("limit_reached");
    }

    private static AccountLimits limits(@Nullable Long tunnels, Long subdomains) {
        return new AccountLimits(
                null, tunnels, null, null, null, subdomains, null, null, null, null, null);
    }
}
