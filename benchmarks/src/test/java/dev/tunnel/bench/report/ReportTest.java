package dev.tunnel.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class ReportTest {
    @Test
    void a_table_replaces_what_stood_between_its_markers() {
        var page = "# Page\n<!-- a -->\nold\n<!-- /a -->\nrest <!-- b -->";

        assertThat(Report.replace(page, "a", "new\n"))
                .isEqualTo("# Page\n<!-- a -->\nnew\n<!-- /a -->\nrest <!-- b -->");
    }

    @Test
    void a_page_without_the_markers_is_left_alone() {
        assertThatIllegalArgumentException().isThrownBy(() -> Report.replace("# Page", "a", "new"));
    }
}
