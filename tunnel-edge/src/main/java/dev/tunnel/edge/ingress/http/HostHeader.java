package dev.tunnel.edge.ingress.http;

import dev.tunnel.edge.tunnel.TunnelOptions;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The Host header that a tunnel's local service is sent.
final class HostHeader {
    private static final Pattern URL = Pattern.compile("[^/?#]*://([^/?#]*).*");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:\\[\\]-]+");
    private static final String LOCALHOST = "localhost";

    private HostHeader() {}

    /// `null` for the visitor's own.
    static @Nullable String of(TunnelOptions options) {
        var choice = options.upstream().hostHeader();
        if (choice == null || choice.equals("preserve")) {
            return null;
        }
        return choice.equals("rewrite") ? authority(options.target()) : choice;
    }

    /// The `host:port` of a target such as `8080`, `host:8080`, `https://host` or `unix:/path`;
    /// what cannot stand in a header is not sent.
    private static String authority(String target) {
        if (target.startsWith("unix:")) {
            return LOCALHOST;
        }
        if (target.chars().allMatch(Character::isDigit)) {
            return LOCALHOST + ':' + target;
        }
        var url = URL.matcher(target);
        var authority = url.matches() ? url.group(1) : target;
        return HOST.matcher(authority).matches() ? authority : LOCALHOST;
    }
}
