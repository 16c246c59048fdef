package dev.tunnel.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutageTest {
    @ParameterizedTest
    @ValueSource(strings = {"08001", "08006", "57P01", "57P03", "53300"})
    void a_connection_that_is_gone_is_an_outage(String state) {
        Throwable thrown = new IllegalStateException(new SQLException("gone\nmore", state));
        assertThat(Outage.causes(thrown)).isTrue();
        assertThat(Outage.reason(thrown)).isEqualTo("gone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "42601", "40001"})
    void a_statement_that_is_wrong_is_none(String state) {
        assertThat(Outage.causes(new SQLException("wrong", state))).isFalse();
    }

    @Test
    void a_pool_that_cannot_connect_in_time_is_an_outage() {
        assertThat(
                        Outage.causes(
                                new SQLException(
                                        "Sorry, acquisition timeout! No connection within 3s")))
                .isTrue();
    }
}
