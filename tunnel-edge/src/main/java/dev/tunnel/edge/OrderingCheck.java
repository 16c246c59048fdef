package dev.tunnel.edge;

import dev.tunnel.edge.config.AcmeSettings;
import dev.tunnel.edge.config.DnsSettings;
import dev.tunnel.edge.config.EdgeSettings;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an operator should know of the certificates that would be ordered.
///
/// @param summary what is ordered from whom
/// @param warnings why that would not work
record OrderingCheck(String summary, List<String> warnings) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    OrderingCheck {
        warnings = List.copyOf(warnings);
    }

    /// Reads files only, and changes nothing.
    static OrderingCheck of(EdgeSettings settings) {
        var acme = settings.tls().acme();
        if (acme == null) {
            return new OrderingCheck(
                    "no certificates are ordered (TUNNEL_EDGE_ACME_DIRECTORY)", List.of());
        }
        var names = Ordering.names(settings, acme);
        return new OrderingCheck(
                "%s from %s; other names by %s%s"
                        .formatted(
                                names.isEmpty() ? "nothing" : String.join(", ", names),
                                acme.directory(),
                                switch (acme.challenge()) {
                                    case HTTP -> "http-01";
                                    case TLS_ALPN -> "tls-alpn-01";
                                },
                                dns(acme.dns())),
                warnings(settings, acme));
    }

    private static String dns(@Nullable DnsSettings dns) {
        return switch (dns) {
            case null -> "";
            case DnsSettings.Hook hook -> ", the wildcard by " + hook.command();
            case DnsSettings.Update update ->
                    ", the wildcard by updates of %s at %s:%d"
                            .formatted(
                                    update.zone(), update.server().host(), update.server().port());
        };
    }

    private static List<String> warnings(EdgeSettings settings, AcmeSettings acme) {
        var address = settings.address();
        var warnings = new ArrayList<String>();
        if (address.domain().indexOf('.') < 0 || address.domain().endsWith(".localhost")) {
            warnings.add("no public authority gives certificates for " + address.domain());
        }
        switch (acme.challenge()) {
            case HTTP -> {
                if (address.httpPort() != HTTP) {
                    warnings.add(
                            "the authority asks at port 80, visitors come to port %d"
                                    .formatted(address.httpPort()));
                }
            }
            case TLS_ALPN -> {
                if (address.httpsPort() != HTTPS) {
                    warnings.add(
                            "the authority asks at port 443, visitors come to port %d"
                                    .formatted(address.httpsPort()));
                }
            }
        }
        var authorities = acme.authorities();
        if (authorities != null && !Files.isReadable(authorities)) {
            warnings.add(authorities + " cannot be read (TUNNEL_EDGE_ACME_CA)");
        }
        return warnings;
    }
}
