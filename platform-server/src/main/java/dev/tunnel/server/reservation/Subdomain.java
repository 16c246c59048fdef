package dev.tunnel.server.reservation;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// One DNS label below the server's domain, lower case.
public record Subdomain(String label) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    /// Names that people would take for the server's own, or that browsers and mail treat
    /// specially.
    private static final Set<String> FORBIDDEN =
            Set.of(
                    "abuse",
                    "account",
                    "accounts",
                    "admin",
                    "administrator",
                    "agent",
                    "api",
                    "app",
                    "assets",
                    "auth",
                    "autoconfig",
                    "autodiscover",
                    "billing",
                    "blog",
                    "cdn",
                    "console",
                    "dashboard",
                    "dns",
                    "docs",
                    "edge",
                    "ftp",
                    "health",
                    "help",
                    "hostmaster",
                    "imap",
                    "isatap",
                    "local",
                    "localhost",
                    "login",
                    "mail",
                    "metrics",
                    "mta-sts",
                    "mx",
                    "ns",
                    "ns1",
                    "ns2",
                    "oauth",
                    "platform",
                    "pop",
                    "postmaster",
                    "proxy",
                    "root",
                    "security",
                    "server",
                    "signup",
                    "smtp",
                    "sso",
                    "static",
                    "status",
                    "support",
                    "system",
                    "tunnel",
                    "tunnels",
                    "webmaster",
                    "webmail",
                    "wpad",
                    "www");

    private static final Set<String> LOOKS =
            FORBIDDEN.stream().map(Lookalike::look).collect(Collectors.toUnmodifiableSet());

    /// How labels begin that are shown decoded, as letters that they do not have (RFC 5890).
    private static final String ENCODED = "xn--";

    public Subdomain {
        if (!FORM.matcher(label).matches()) {
            throw new IllegalArgumentException("not a DNS label: " + label);
        }
    }

    /// A label as somebody typed it, empty if it is none.
    public static Optional<Subdomain> parse(String typed) {
        String label = typed.strip().toLowerCase(Locale.ROOT);
        return FORM.matcher(label).matches() ? Optional.of(new Subdomain(label)) : Optional.empty();
    }

    /// Whether nobody may have it on any server: see [ForbiddenNames].
    boolean forbidden() {
        return label.startsWith(ENCODED) || LOOKS.contains(Lookalike.look(label));
    }

    /// Whether it is one of these labels, or would be taken for one.
    boolean looksLikeOneOf(Collection<String> labels) {
        String look = Lookalike.look(label);
        return labels.stream().map(Lookalike::look).anyMatch(look::equals);
    }

    /// The host name below a domain.
    public String below(String domain) {
        return label + "." + domain.toLowerCase(Locale.ROOT);
    }
}
