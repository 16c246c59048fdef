package dev.tunnel.edge.acme;

import java.util.regex.Pattern;

/// Host names for which a public authority might issue a certificate.
final class HostName {
    private static final int LONGEST = 253;
    private static final Pattern FORM =
            Pattern.compile(
                    "([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

    private HostName() {}

    /// At least two labels, no address, and nothing that is always this machine.
    static boolean isOne(String host) {
        return host.length() <= LONGEST
                && FORM.matcher(host).matches()
                && !host.endsWith(".localhost");
    }
}
