package dev.tunnel.server.certificate;

import dev.tunnel.server.http.ProblemException;
import java.util.regex.Pattern;

/// What a certificate is ordered for: a host of at least two labels, or everything right below one.
record CertificateName(String text) {
    private static final int LONGEST = 253;
    private static final Pattern FORM =
            Pattern.compile(
                    "(\\*\\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+"
                            + "[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

    /// @throws ProblemException `invalid_request` when it is none
    static CertificateName of(String text) {
        if (text.length() > LONGEST || !FORM.matcher(text).matches()) {
            throw ProblemException.invalid("name", "must be a host name in lower case");
        }
        return new CertificateName(text);
    }

    boolean isWildcard() {
        return text.startsWith("*.");
    }

    /// Whether a certificate for these names will do.
    boolean isCoveredBy(Iterable<String> names) {
        for (String name : names) {
            if (name.equalsIgnoreCase(text)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return text;
    }
}
