package dev.tunnel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PageTest {
    private static final Cursor ROW = new Cursor(Instant.EPOCH, new UUID(0, 7));

    @Test
    void a_full_last_page_has_no_next() {
        Page<Cursor> page = Page.of(List.of(ROW, ROW), new PageRequest(2, null), row -> row);
        assertThat(page.items()).hasSize(2);
        assertThat(page.nextCursor()).isNull();
    }

    @Test
    void one_row_more_than_asked_for_is_only_the_sign_of_a_next_page() {
        Cursor last = new Cursor(Instant.EPOCH, new UUID(0, 8));
        Page<Cursor> page = Page.of(List.of(ROW, last, ROW), new PageRequest(2, null), row -> row);
        assertThat(page.items()).containsExactly(ROW, last);
        assertThat(page.nextCursor()).isEqualTo(last.encoded());
    }
}
