package dev.tunnel.edge.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How certificates are ordered from a certificate authority (ACME, RFC 8555).
///
/// @param directory the authority's directory
/// @param contact a mail address for the authority; absent for none
/// @param challenge how single hosts are proved
/// @param authorities PEM, whom to trust at the directory; absent for the system's
/// @param external an account at the authority that ours must be bound to; absent for none
/// @param dns how the wildcard of the domain is proved; absent for no wildcard
/// @param patience how long a visitor is held for a certificate that is on its way
/// @param check how often it is looked for certificates to renew
public record AcmeSettings(
        URI directory,
        @Nullable String contact,
        Challenge challenge,
        @Nullable Path authorities,
        @Nullable External external,
        @Nullable DnsSettings dns,
        Duration patience,
        Duration check) {
    private static final String PREFIX = "TUNNEL_EDGE_ACME_";
    private static final Pattern MAIL = Pattern.compile("[^@\\s:/]+@[^@\\s:/]+");
    private static final Duration WAIT = Duration.ofSeconds(5);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Map<String, String> KNOWN =
            Map.of(
                    "letsencrypt", "https://acme-v02.api.letsencrypt.org/directory",
                    "letsencrypt-staging",
                            "https://acme-staging-v02.api.letsencrypt.org/directory");

    /// How a host is proved to be ours.
    public enum Challenge {
        /// A file on port 80.
        HTTP,
        /// A certificate on port 443.
        TLS_ALPN
    }

    /// An account that the operator has at the authority (external account binding).
    public record External(String id, Secret key) {}

    /// Absent when `TUNNEL_EDGE_ACME_DIRECTORY` is.
    ///
    /// @param handshake what TLS may take, the wait for a certificate included
    static @Nullable AcmeSettings of(Environment env, String domain, Duration handshake) {
        var directory = env.text(PREFIX + "DIRECTORY");
        var agreed = env.text(PREFIX + "TERMS_AGREED");
        var contact = env.text(PREFIX + "CONTACT");
        var settings =
                new AcmeSettings(
                        directory(env, directory.orElse("letsencrypt")),
                        contact.orElse(null),
                        challenge(env),
                        env.text(PREFIX + "CA").map(Path::of).orElse(null),
                        external(env),
                        DnsSettings.of(env, domain),
                        patience(env, handshake.dividedBy(2)),
                        env.seconds(
                                PREFIX + "CHECK_SECONDS",
                                Duration.ofMinutes(1),
                                SECOND,
                                Duration.ofDays(1)));
        if (directory.isEmpty()) {
            return null;
        }
        if (settings.patience().compareTo(handshake.dividedBy(2)) > 0) {
            env.problem(
                    PREFIX + "WAIT",
                    "must be at most half of TUNNEL_EDGE_HANDSHAKE_TIMEOUT (%d s): TLS has to be done"
                                    .formatted(handshake.toSeconds())
                            + " in what is left");
        }
        if (!agreed.equals(Optional.of("yes"))) {
            env.problem(
                    PREFIX + "TERMS_AGREED",
                    "must be yes, once you have read the terms of the authority at "
                            + settings.directory());
        }
        if (contact.filter(text -> !MAIL.matcher(text).matches()).isPresent()) {
            env.problem(PREFIX + "CONTACT", "must be a mail address");
        }
        return settings;
    }

    /// @param most a visitor's handshake must be done in as long again
    private static Duration patience(Environment env, Duration most) {
        var usual = most.compareTo(WAIT) < 0 ? most : WAIT;
        return env.seconds(PREFIX + "WAIT", usual, Duration.ZERO, Duration.ofMinutes(5));
    }

    private static URI directory(Environment env, String text) {
        var known = KNOWN.get(text);
        if (known != null) {
            return URI.create(known);
        }
        var uri = env.httpUri(PREFIX + "DIRECTORY", text);
        if (!"https".equals(uri.getScheme())) {
            env.problem(PREFIX + "DIRECTORY", "must be an https URL");
        }
        return uri;
    }

    private static Challenge challenge(Environment env) {
        var text = env.text(PREFIX + "CHALLENGE").orElse("http-01");
        return switch (text) {
            case "http-01" -> Challenge.HTTP;
            case "tls-alpn-01" -> Challenge.TLS_ALPN;
            default -> {
                env.problem(
                        PREFIX + "CHALLENGE",
                        "must be http-01 or tls-alpn-01, not \"" + text + '"');
                yield Challenge.HTTP;
            }
        };
    }

    private static @Nullable External external(Environment env) {
        var id = env.text(PREFIX + "EAB_ID");
        var key = env.optionalSecret(PREFIX + "EAB_KEY");
        if (id.isPresent() != key.isPresent()) {
            env.problem(PREFIX + "EAB_ID", "and " + PREFIX + "EAB_KEY must be set together");
        }
        return id.isEmpty() || key.isEmpty() ? null : new External(id.get(), key.get());
    }
}
