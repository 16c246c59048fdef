package dev.tunnel.edge.ingress.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.FullHttpResponse;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The three forms of an error, and what every one of them says.
final class ErrorPageTest {

    @Test
    void browsers_get_a_page_whose_style_its_own_policy_allows() throws Exception {
        var page = page("text/html,application/xhtml+xml,*/*;q=0.8");
        var body = page.content().toString(UTF_8);
        var style = body.substring(body.indexOf("<style>") + 7, body.indexOf("</style>"));
        var hash =
                Base64.getEncoder()
                        .encodeToString(
                                MessageDigest.getInstance("SHA-256").digest(style.getBytes(UTF_8)));
        assertThat(page.headers().get("Content-Type")).startsWith("text/html");
        assertThat(page.headers().get("Content-Security-Policy")).contains("'sha256-" + hash + "'");
        assertThat(body).contains("<h1>Tunnel not found</h1>").contains("x&lt;b&gt;.example");
    }

    @Test
    void programs_get_a_problem_document() {
        var page = page("application/json");
        assertThat(page.headers().get("Content-Type")).isEqualTo("application/problem+json");
        assertThat(page.content().toString(UTF_8))
                .contains("\"status\":404")
                .contains("\"code\":\"tunnel_not_found\"");
    }

    @Test
    void everybody_else_gets_a_line_of_text() {
        assertThat(page(null).content().toString(UTF_8)).startsWith("404 Tunnel not found: ");
        assertThat(page("*/*").headers().get("Content-Type")).startsWith("text/plain");
    }

    @Test
    void pages_say_what_visitors_and_owners_can_do() {
        assertThat(page("text/html").content().toString(UTF_8))
                .contains("If you are visiting")
                .contains("If this tunnel is yours")
                .doesNotContain("<script");
        assertThat(page(null).content().toString(UTF_8)).contains("tunnel http 8080");
    }

    @Test
    void the_code_is_in_a_header_for_scripts() {
        assertThat(page("*/*").headers().get("X-Tunnel-Error")).isEqualTo("tunnel_not_found");
        assertThat(page("*/*").headers().get("Cache-Control")).isEqualTo("no-store");
    }

    private static FullHttpResponse page(@Nullable String accept) {
        return ErrorPage.of(Refusals.unknownTunnel("x<b>.example"), accept, true);
    }
}
