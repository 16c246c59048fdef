package dev.tunnel.edge.ingress.http;

import dev.tunnel.edge.tunnel.TunnelOptions;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// The Host header that a tunnel's local service is sent.
final class HostHeader {
    private HostHeader() {}

    /// `null` for the visitor's own.
    static @Nullable String of(TunnelOptions options) {
        var choice = options.hostHeader();
        if (choice == null || choice.equals("preserve")) {
            return null;
        }
        return choice.equals("rewrite") ? authority(options.target()) : choice;
    }

    /// The `host:port` of a target such as `8080`, `host:8080`, `https://host` or `unix:/path`.
    private static String authority(String target) {
        if (target.startsWith("unix:")) {
            return "localhost";
        }
        if (target.contains("://")) {
            var authority = URI.create(target).getRawAuthority();
            return authority == null ? "localhost" : authority;
        }
        return target.chars().allMatch(Character::isDigit) ? "localhost:" + target : target;
    }
}
