package dev.tunnel.server.reservation;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

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

    /// Whether nobody may have it.
    public boolean forbidden() {
        return FORBIDDEN.contains(label);
    }

    /// The host name below a domain.
    public String below(String domain) {
        return label + "." + domain.toLowerCase(Locale.ROOT);
    }
}
