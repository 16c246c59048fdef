package dev.tunnel.cli.inspect;

/// The page at `/`: what the agent serves. No script, no outside resource.
final class IndexPage {

    @SuppressWarnings("InlineFormatString") // The page is longer than a method should be.
    private static final String PAGE =
            """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="refresh" content="5">
            <title>tunnel</title>
            <style>
            :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
            body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
            h1 { font-size: 1.4rem } .state { font-weight: 600 }
            .online { color: #1a7f37 } .retrying, .connecting { color: #b35900 } .stopped { color: #cf222e }
            table { border-collapse: collapse; width: 100%% }
            th, td { text-align: left; padding: .5rem; border-bottom: 1px solid #8884; vertical-align: top }
            .n { text-align: right; font-variant-numeric: tabular-nums }
            footer { margin-top: 2rem; opacity: .7; font-size: .9rem }
            </style>
            </head>
            <body>
            <h1>tunnel <span class="state %s">%s</span></h1>
            <p>%s</p>
            <table>
            <thead><tr><th>Tunnel</th><th>Public URL</th><th>Local service</th><th class="n">Open</th><th class="n">Total</th><th class="n">In</th><th class="n">Out</th></tr></thead>
            <tbody>%s</tbody>
            </table>
            <footer>tunnel %s · API: <a href="/api/tunnels">/api/tunnels</a>, <a href="/api/status">/api/status</a></footer>
            </body>
            </html>
            """;

    private IndexPage() {}

    static String of(AgentFacts facts) {
        StringBuilder rows = new StringBuilder();
        facts.tunnels().forEach(tunnel -> rows.append(row(tunnel)));
        String about =
                facts.account().isEmpty()
                        ? "Server %s".formatted(escape(facts.server()))
                        : "Account %s on %s"
                                .formatted(escape(facts.account()), escape(facts.server()));
        String detail = facts.detail().isEmpty() ? "" : " · " + escape(facts.detail());
        return PAGE.formatted(
                escape(facts.state()),
                escape(facts.state()),
                about + detail,
                rows,
                escape(facts.version()));
    }

    private static String row(TunnelFacts tunnel) {
        StringBuilder urls = new StringBuilder();
        for (String url : tunnel.urls()) {
            String shown = escape(url);
            urls.append(
                    url.startsWith("http")
                            ? "<a href=\"%s\">%s</a><br>".formatted(shown, shown)
                            : shown + "<br>");
        }
        TrafficFacts traffic = tunnel.traffic();
        return """
        <tr><td>%s</td><td>%s</td><td>%s</td><td class="n">%d</td><td class="n">%d</td><td class="n">%s</td><td class="n">%s</td></tr>
        """
                .formatted(
                        escape(tunnel.name()),
                        urls,
                        escape(tunnel.target()),
                        traffic.connections().gauge(),
                        traffic.connections().count(),
                        Bytes.text(traffic.bytesIn()),
                        Bytes.text(traffic.bytesOut()));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
