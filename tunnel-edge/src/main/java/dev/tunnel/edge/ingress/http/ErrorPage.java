package dev.tunnel.edge.ingress.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tunnel.api.Problem;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpVersion;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A [Refusal] as a response: a page for browsers, a problem document for programs that ask for
/// JSON, a line of text for everybody else.
final class ErrorPage {
    private static final JsonType<Problem> PROBLEM = Jsonb.builder().build().type(Problem.class);
    private static final String STYLE =
            """
            :root{color-scheme:light dark;--ink:#1c2330;--dim:#5b6576;--paper:#f6f7f9;--card:#fff;\
            --line:#e1e5eb}\
            @media(prefers-color-scheme:dark){:root{--ink:#e8ebf1;--dim:#98a3b5;--paper:#12161d;\
            --card:#1a2029;--line:#2a323e}}\
            body{margin:0;min-height:100vh;display:grid;place-items:center;background:var(--paper);\
            color:var(--ink);font:16px/1.55 system-ui,sans-serif}\
            main{max-width:34rem;margin:1.5rem;padding:2rem 2.25rem;background:var(--card);\
            border:1px solid var(--line);border-radius:12px}\
            p{margin:.6rem 0 0}h1{margin:0;font-size:1.45rem;line-height:1.25}\
            .status{margin:0 0 .5rem;color:var(--dim);font-variant-numeric:tabular-nums}\
            .code{margin-top:1.5rem;color:var(--dim);font:.85rem ui-monospace,monospace}\
            """;
    private static final String PAGE =
            """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <title>%2$s</title>
            <style>%5$s</style>
            <main>
            <p class="status">%1$d</p>
            <h1>%2$s</h1>
            <p>%3$s</p>
            <p class="code">%4$s</p>
            </main>
            """;
    private static final String POLICY =
            "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; frame-ancestors 'none'"
                    .formatted(sha256(STYLE));

    private ErrorPage() {}

    /// @param accept the request's Accept header
    /// @param keepAlive whether the connection stays open
    static FullHttpResponse of(Refusal refusal, @Nullable String accept, boolean keepAlive) {
        var format = Format.of(accept);
        var response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        refusal.status(),
                        Unpooled.copiedBuffer(format.render(refusal), UTF_8));
        var headers = response.headers();
        headers.set(HttpHeaderNames.CONTENT_TYPE, format.type);
        headers.setInt(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
        headers.set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
        headers.set("x-content-type-options", "nosniff");
        headers.set("x-tunnel-error", refusal.code());
        headers.set("vary", "accept");
        if (format == Format.HTML) {
            headers.set(HttpHeaderNames.CONTENT_SECURITY_POLICY, POLICY);
        }
        refusal.headers().forEach(headers::set);
        headers.set(
                HttpHeaderNames.CONNECTION,
                keepAlive ? HttpHeaderValues.KEEP_ALIVE : HttpHeaderValues.CLOSE);
        return response;
    }

    private enum Format {
        HTML("text/html; charset=utf-8"),
        JSON("application/problem+json"),
        TEXT("text/plain; charset=utf-8");

        final String type;

        Format(String type) {
            this.type = type;
        }

        static Format of(@Nullable String accept) {
            var wanted = accept == null ? "" : accept.toLowerCase(Locale.ROOT);
            if (wanted.contains("text/html")) {
                return HTML;
            }
            return wanted.contains("application/json")
                            || wanted.contains("application/problem+json")
                    ? JSON
                    : TEXT;
        }

        String render(Refusal refusal) {
            return switch (this) {
                case HTML ->
                        PAGE.formatted(
                                refusal.status().code(),
                                escape(refusal.title()),
                                escape(refusal.detail()),
                                escape(refusal.code()),
                                STYLE);
                case JSON ->
                        PROBLEM.toJson(
                                new Problem(
                                        "about:blank",
                                        refusal.title(),
                                        refusal.status().code(),
                                        refusal.code(),
                                        refusal.detail(),
                                        null));
                case TEXT ->
                        "%d %s: %s\n"
                                .formatted(
                                        refusal.status().code(), refusal.title(), refusal.detail());
            };
        }
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String sha256(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
