package dev.tunnel.server.reservation.domain;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A host name of at least two labels, lower case, without a dot at the end; letters beyond ASCII
/// are encoded (`xn--…`).
public record DomainName(String name) {
    private static final int LONGEST = 253;
    private static final Pattern FORM =
            Pattern.compile(
                    "([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

    public DomainName {
        if (!isOne(name)) {
            throw new IllegalArgumentException("no domain name: " + name);
        }
    }

    /// As somebody typed it, empty if it is none: an address, a wildcard, a single label.
    public static Optional<DomainName> parse(String typed) {
        String stripped = typed.strip();
        String name =
                stripped.endsWith(".") ? stripped.substring(0, stripped.length() - 1) : stripped;
        try {
            String encoded = IDN.toASCII(name, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
            return isOne(encoded) ? Optional.of(new DomainName(encoded)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Whether it is that domain or below it.
    public boolean isWithin(String domain) {
        String other = domain.toLowerCase(Locale.ROOT);
        return name.equals(other) || name.endsWith("." + other);
    }

    @Override
    public String toString() {
        return name;
    }

    private static boolean isOne(String name) {
        return name.length() <= LONGEST && FORM.matcher(name).matches();
    }
}
