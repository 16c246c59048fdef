package dev.tunnel.edge.ingress.policy;

import dev.tunnel.edge.tunnel.BasicAuth;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.Base64;
import java.util.Map;

/// A user and a password, in exactly one `Authorization: Basic` header (RFC 7617).
record PasswordRule(BasicAuth expected) implements RequestRule {
    private static final String BASIC = "Basic ";
    private static final Verdict UNAUTHORIZED =
            new Verdict.Refuse(
                    Reason.UNAUTHORIZED,
                    "Authentication required",
                    "This tunnel asks for a user name and a password.",
                    Map.of("www-authenticate", "Basic realm=\"tunnel\", charset=\"UTF-8\""));

    @Override
    public Verdict judge(Asked request) {
        var sent = request.head().headers().getAll(HttpHeaderNames.AUTHORIZATION);
        return sent.size() == 1 && matches(sent.getFirst()) ? Verdict.ALLOW : UNAUTHORIZED;
    }

    private boolean matches(String header) {
        if (!header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return false;
        }
        try {
            return expected.matches(
                    Base64.getDecoder().decode(header.substring(BASIC.length()).trim()));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
