package dev.tunnel.edge.ingress.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/// Any value of Host and Accept: a host that is taken is safe to write into headers, redirects and
/// pages, and names the same host when it is read again.
public final class HeaderFuzz {
    private HeaderFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        var text = new String(data, ISO_8859_1);
        Authority.parse(text).ifPresent(HeaderFuzz::check);
        ErrorPage.of(Refusals.badRequest("no"), text, true).release();
    }

    private static void check(Authority authority) {
        if (!authority.text().matches("[A-Za-z0-9._:\\[\\]-]+")
                || authority.portOr(true) < 1
                || authority.portOr(false) > 65_535) {
            throw new AssertionError(authority);
        }
        var again = Authority.parse(authority.host()).orElseThrow();
        if (!again.host().equals(authority.host())) {
            throw new AssertionError(authority + " became " + again);
        }
    }
}
