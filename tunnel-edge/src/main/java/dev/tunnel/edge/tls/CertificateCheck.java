package dev.tunnel.edge.tls;

import dev.tunnel.edge.config.PublicAddress;
import dev.tunnel.edge.config.TlsSettings;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What an operator should know of the certificate before visitors do.
///
/// @param summary where it comes from and how long it lasts
/// @param warnings what is wrong with it
public record CertificateCheck(String summary, List<String> warnings) {
    private static final Duration SOON = Duration.ofDays(14);

    public CertificateCheck {
        warnings = List.copyOf(warnings);
    }

    /// Reads what the settings name, and changes nothing.
    ///
    /// @throws IOException when it cannot be used
    public static CertificateCheck of(TlsSettings settings, PublicAddress address, Instant now)
            throws IOException, GeneralSecurityException {
        var file = settings.certificate();
        var key = settings.key();
        if (file == null || key == null) {
            return new CertificateCheck(
                    "a private CA of the edge's own, kept in " + settings.directory(), List.of());
        }
        var certificate = new GivenCertificates(file, key).forHost("", KeyKind.EC).certificate();
        var warnings = new ArrayList<String>();
        var names = X509Names.of(certificate);
        for (var host : List.of(address.domain(), "any." + address.domain(), address.agentHost())) {
            if (!X509Names.match(names, host)) {
                warnings.add(
                        "the certificate is not for "
                                + host.replaceFirst("^any\\.", "*.")
                                + ", only for "
                                + String.join(", ", names.stream().sorted().toList()));
            }
        }
        var end = certificate.getNotAfter().toInstant();
        if (now.isAfter(end)) {
            warnings.add("the certificate ended at " + end);
        } else if (now.plus(SOON).isAfter(end)) {
            warnings.add("the certificate ends soon, at " + end);
        }
        return new CertificateCheck("the one in " + file + ", until " + end, warnings);
    }
}
