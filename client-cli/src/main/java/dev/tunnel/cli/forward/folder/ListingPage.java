package dev.tunnel.cli.forward.folder;

import dev.tunnel.cli.inspect.Bytes;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// A folder's contents as a page.
final class ListingPage {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);
    private static final String PAGE =
            """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%1$s</title>
            <style>
            :root{color-scheme:light dark}
            body{margin:2rem auto;max-width:52rem;padding:0 1rem;font:16px/1.6 system-ui,sans-serif}
            h1{font-size:1.25rem;overflow-wrap:anywhere}
            table{width:100%%;border-collapse:collapse}
            td{padding:.2rem .6rem .2rem 0;border-top:1px solid #8884;overflow-wrap:anywhere}
            td+td{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums;opacity:.75}
            </style>
            <h1>%1$s</h1>
            <table>
            %2$s</table>
            %3$s
            """;
    private static final String ROW =
            "<tr><td><a href=\"%s\">%s</a></td><td>%s</td><td>%s UTC</td></tr>\n";

    private ListingPage() {}

    static Reply of(Found.Listing listing) {
        StringBuilder rows = new StringBuilder();
        if (!listing.title().equals("/")) {
            rows.append("<tr><td><a href=\"../\">../</a></td><td></td><td></td></tr>\n");
        }
        for (Found.Item item : listing.items()) {
            String name = item.folder() ? item.name() + "/" : item.name();
            rows.append(
                    ROW.formatted(
                            // A name with a colon must not look like a scheme.
                            "./" + PercentText.encodePath(name),
                            escape(name),
                            item.folder() ? "" : Bytes.text(item.size()),
                            TIME.format(item.modified())));
        }
        String more = listing.cut() ? "<p>There is more than can be listed.</p>" : "";
        return Reply.text(
                        HttpResponseStatus.OK,
                        "text/html; charset=utf-8",
                        PAGE.formatted(escape(listing.title()), rows, more))
                .with("cache-control", "no-cache")
                .with(
                        "content-security-policy",
                        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
