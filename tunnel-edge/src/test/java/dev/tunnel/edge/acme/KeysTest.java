package dev.tunnel.edge.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

final class KeysTest {
    @Test
    void a_key_that_was_written_is_read_with_its_public_half() throws Exception {
        var key = Keys.generate(new SecureRandom());
        var read = Keys.read(Keys.write(key.getPrivate()));
        assertThat(read.getPrivate()).isEqualTo(key.getPrivate());
        assertThat(read.getPublic()).isEqualTo(key.getPublic());
    }

    @Test
    void what_is_no_key_is_refused() {
        assertThatThrownBy(() -> Keys.read("nothing")).isInstanceOf(IOException.class);
    }
}
