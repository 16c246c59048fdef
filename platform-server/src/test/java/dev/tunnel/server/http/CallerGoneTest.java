package dev.tunnel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class CallerGoneTest {
    @Test
    void a_connection_closed_in_the_middle_of_a_body_is_the_callers_doing() {
        var closed = new HttpClosedException("Connection was closed");
        assertThat(CallerGone.causes(new IOException(new IOException(closed)))).isTrue();
    }

    @Test
    void anything_else_is_not() {
        assertThat(CallerGone.causes(new IOException("disk full"))).isFalse();
    }
}
