package dev.tunnel.edge.agent;

import static dev.tunnel.edge.agent.Unclear.check;

import dev.tunnel.api.edge.ClaimRequest.Proto;
import dev.tunnel.edge.tunnel.TunnelOptions;
import dev.tunnel.protocol.message.TunnelSpec;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what an agent wants opened. Whether it may is the platform's to say; here it only must
/// make sense. Any component may be missing in JSON that a stranger wrote.
public final class Wishes {
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");
    private static final List<String> SCHEMES = List.of("http", "https");
    private static final int LONGEST_TEXT = 300;

    private Wishes() {}

    /// @throws Unclear with a sentence for the agent's user
    public static TunnelRequest read(TunnelSpec spec) throws Unclear {
        var proto = proto(spec.proto());
        var subdomain = lower(spec.subdomain());
        var hostname = lower(spec.hostname());
        check(
                subdomain == null || hostname == null,
                "Ask for a subdomain or a hostname, not both.");
        check(
                subdomain == null || LABEL.matcher(subdomain).matches(),
                "\"%s\" cannot be a subdomain: use letters, digits and inner dashes.",
                subdomain);
        check(
                hostname == null || HOST.matcher(hostname).matches(),
                "\"%s\" is no host name.",
                hostname);
        check(
                proto != Proto.TCP || (subdomain == null && hostname == null),
                "A TCP tunnel has a port, no name.");
        var port = spec.remotePort();
        check(port == null || proto == Proto.TCP, "Only a TCP tunnel has a port.");
        check(port == null || (port > 0 && port <= 65_535), "%s is no port.", port);
        var schemes = proto == Proto.HTTP ? schemes(spec.schemes()) : List.<String>of();
        var target = text("target", spec.target());
        return new TunnelRequest(
                text("key", spec.key()),
                proto,
                schemes,
                subdomain,
                hostname,
                port,
                new TunnelOptions(
                        Set.copyOf(schemes),
                        AccessWishes.read(spec.access(), proto, schemes),
                        UpstreamWishes.read(spec.upstream(), proto, target),
                        target));
    }

    private static Proto proto(@Nullable String proto) throws Unclear {
        return switch (proto) {
            case "http" -> Proto.HTTP;
            case "tcp" -> Proto.TCP;
            case "tls" -> Proto.TLS;
            case null, default -> throw new Unclear("A tunnel is http, tcp or tls.");
        };
    }

    private static List<String> schemes(List<String> schemes) throws Unclear {
        check(SCHEMES.containsAll(schemes), "A scheme is http or https.");
        return schemes.isEmpty() ? SCHEMES : SCHEMES.stream().filter(schemes::contains).toList();
    }

    private static String text(String what, @Nullable String value) throws Unclear {
        if (value == null || value.isBlank() || value.length() > LONGEST_TEXT) {
            throw new Unclear("The tunnel's " + what + " is missing or too long.");
        }
        check(value.chars().noneMatch(Character::isISOControl), "Control characters in %s.", what);
        return value;
    }

    private static @Nullable String lower(@Nullable String name) {
        return name == null ? null : name.toLowerCase(Locale.ROOT);
    }
}
