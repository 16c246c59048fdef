package dev.tunnel.e2e.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// Texts that would run if a page took them for markup, script or the address of a link. Each sets
/// `xss`, or leaves an element behind that no page of ours has.
public final class HostileTexts {
    private static final List<String> CORPUS =
            List.of(
                    "\"><img src=x onerror=xss=1><script>xss=1</script>",
                    "'><svg/onload=xss=1>",
                    "javascript:xss=1//",
                    "data:text/html,<script>xss=1</script>",
                    "</script></style></title></textarea><iframe"
                            + " srcdoc='<script>parent.xss=1</script>'>",
                    "<a href=javascript:xss=1 autofocus onfocus=xss=1>here</a>",
                    "{{constructor.constructor('xss=1')()}}${xss=1}<%=xss=1%>",
                    "&lt;img src=x onerror=xss=1&gt;&#x3c;script&#x3e;xss=1",
                    "<math><mtext><style><img src=x onerror=xss=1></style>",
                    "\u202e<b>x</b>\u2028xss=1");

    private static final String LEFT_BEHIND =
            """
            () => window.xss ?? [...document.querySelectorAll(
                'img[src=x], iframe, math, [onload], [onerror], [onfocus], a[href^="javascript:"], a[href^="data:"]')]
                .map((element) => element.outerHTML).join()\
            """;

    private final Api api;
    private final Api edge;

    /// @param api as an administrator
    public HostileTexts(Api api, String platformUrl) {
        this.api = api;
        String key =
                api.post("/admin/edges", Map.of("name", "hostile")).expect(201).get("key").asText();
        this.edge = Api.ofEdges(platformUrl, key);
    }

    /// Puts them wherever somebody's text is shown to somebody else: names, descriptions, and what
    /// browsers, agents and edges say of themselves.
    ///
    /// @return the pages about single things that have them
    public List<String> spread(Api login, Map<String, String> credentials) {
        for (int i = 0; i < CORPUS.size(); i++) {
            String text = CORPUS.get(i);
            api.post("/authtokens", Map.of("name", text)).expect(201);
            api.post("/api-keys", Map.of("name", text)).expect(201);
            api.post("/accounts", Map.of("name", text)).expect(201);
            api.post("/reserved-subdomains", Map.of("name", "hostile-" + i, "description", text))
                    .expect(201);
            String hostname = "hostile-" + i + ".tunnel.test";
            api.post("/reserved-domains", Map.of("hostname", hostname, "description", text))
                    .expect(201);
            if (text.chars().allMatch(letter -> letter < 0x7f)) {
                login.with("User-Agent", text).post("/auth/login", credentials).expect(200);
            }
        }
        String first = CORPUS.getFirst();
        api.patch("/me", Map.of("displayName", first)).expect(200);
        api.patch("/account", Map.of("name", first)).expect(200);
        api.post("/reserved-addresses", Map.of("description", first)).expect(201);
        registerEdge();
        return CORPUS.stream().map(this::tunnel).toList();
    }

    /// What ran, or was made of them; empty for nothing.
    public static String leftBehind(Page page) {
        return String.valueOf(page.evaluate(LEFT_BEHIND)).strip();
    }

    private void registerEdge() {
        Map<String, ?> address =
                Map.of(
                        "domain", "localhost",
                        "httpPort", 8000,
                        "httpsPort", 8443,
                        "agentHost", "localhost",
                        "agentPort", 4443,
                        "tcpPortFrom", 39_000,
                        "tcpPortTo", 39_009);
        edge.post(
                        "/register",
                        Map.of("name", "hostile", "version", CORPUS.getFirst(), "address", address))
                .expect(200);
    }

    /// A tunnel of an agent that calls everything so.
    private String tunnel(String text) {
        String token =
                api.post("/authtokens", Map.of("name", "hostile"))
                        .expect(201)
                        .get("token")
                        .asText();
        Map<String, String> agent =
                Map.of(
                        "version", text,
                        "os", text,
                        "arch", text,
                        "instance", text,
                        "address", "192.0.2.7:51000");
        JsonNode session =
                edge.post("/sessions", Map.of("authtokenHash", sha256(token), "agent", agent))
                        .expect(200);
        JsonNode tunnel =
                edge.post(
                                "/claims",
                                Map.of(
                                        "sessionId", session.get("sessionId").asText(),
                                        "generation", session.get("generation").asLong(),
                                        "tunnelKey", text,
                                        "proto", "HTTP",
                                        "schemes", List.of("http"),
                                        "excludedPorts", List.of(),
                                        "target", text))
                        .expect(200);
        return "/tunnels/" + tunnel.get("tunnelId").asText();
    }

    private static String sha256(String text) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
