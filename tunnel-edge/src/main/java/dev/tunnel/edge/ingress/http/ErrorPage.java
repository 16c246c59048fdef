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
            :root{color-scheme:light dark;--ink:#1a2130;--dim:#566073;--paper:#f4f6f9;--card:#fff;\
            --line:#dfe4ec;--mark:#b4380f;--soft:#fdf0ea}\
            @media(prefers-color-scheme:dark){:root{--ink:#e9edf4;--dim:#9ba7ba;--paper:#10141b;\
            --card:#181e28;--line:#2b3442;--mark:#ff9c6e;--soft:#2b2019}}\
            *{box-sizing:border-box}\
            body{margin:0;min-height:100vh;min-height:100dvh;display:grid;place-items:center;\
            padding:1.25rem;background:var(--paper);color:var(--ink);\
            font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}\
            main{width:100%;max-width:35rem;padding:2.25rem;background:var(--card);\
            border:1px solid var(--line);border-radius:14px}\
            .status{display:inline-block;margin:0 0 1rem;padding:.1rem .65rem;border-radius:99px;\
            background:var(--soft);color:var(--mark);font-weight:600;font-variant-numeric:tabular-nums}\
            h1{margin:0 0 .6rem;font-size:1.55rem;line-height:1.25;text-wrap:balance}\
            p{margin:0;overflow-wrap:anywhere}\
            dl{margin:1.5rem 0 0;padding:1.25rem 0 0;border-top:1px solid var(--line)}\
            dt{font-weight:600}dd{margin:.15rem 0 0;color:var(--dim)}dd+dt{margin-top:1rem}\
            .code{margin-top:1.75rem;color:var(--dim);font:.82rem ui-monospace,Menlo,monospace}\
            @media(max-width:30rem){main{padding:1.5rem}h1{font-size:1.35rem}}\
            """;
    private static final String PAGE =
            """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <title>%2$s</title>
            <style>%6$s</style>
            <main>
            <p class="status">%1$d</p>
            <h1>%2$s</h1>
            <p>%3$s</p>
            %5$s<p class="code">%4$s</p>
            </main>
            """;
    private static final String ADVICE =
            """
            <dl>
            <dt>If you are visiting</dt>
            <dd>%s</dd>
            <dt>If this tunnel is yours</dt>
            <dd>%s</dd>
            </dl>
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
                                advice(refusal),
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
                        "%d %s: %s\n%s"
                                .formatted(
                                        refusal.status().code(),
                                        refusal.title(),
                                        refusal.detail(),
                                        forOwner(refusal));
            };
        }
    }

    private static String forOwner(Refusal refusal) {
        var advice = refusal.advice();
        return advice == null ? "" : "If this tunnel is yours: " + advice.owner() + "\n";
    }

    private static String advice(Refusal refusal) {
        var advice = refusal.advice();
        return advice == null
                ? ""
                : ADVICE.formatted(escape(advice.visitor()), escape(advice.owner()));
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
