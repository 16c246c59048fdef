package dev.tunnel.edge.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Optional;

/// Certificates from a public authority, before or behind those that the edge has anyway: what the
/// operator gave wins where it covers the host, what the edge made itself fills the gaps.
final class AcmeCertificates implements Certificates {
    private final OrderedCertificates ordered;
    private final Certificates others;
    private final String domain;

    /// @param domain what clients mean that name no host
    AcmeCertificates(OrderedCertificates ordered, Certificates others, String domain) {
        this.ordered = ordered;
        this.others = others;
        this.domain = domain;
    }

    @Override
    public Credential forHost(String host, KeyKind wanted) {
        var named = named(host);
        return isGiven(named)
                ? others.forHost(host, wanted)
                : ordered.find(named)
                        .filter(credential -> isOf(credential, wanted))
                        .orElseGet(() -> others.forHost(host, wanted));
    }

    /// Whether a client of that host gets a certificate that it can verify.
    boolean covers(String host) {
        var named = named(host);
        return isGiven(named) || ordered.covers(named);
    }

    /// What a client wants that names nothing.
    String named(String host) {
        return host.isEmpty() ? domain : host;
    }

    /// Whether the operator gave the certificate for a host.
    boolean isGiven(String host) {
        return others instanceof GivenCertificates
                && X509Names.match(
                        X509Names.of(others.forHost(host, KeyKind.EC).certificate()), host);
    }

    /// Orders are for ECDSA; the few clients that know RSA only get what else there is.
    private static boolean isOf(Credential credential, KeyKind wanted) {
        return credential.key().getAlgorithm().equals(wanted.name());
    }

    /// Clients shall trust the public authority; ours stands in only until that has answered.
    @Override
    public Optional<X509Certificate> authority() {
        return Optional.empty();
    }

    @Override
    public void refresh() throws IOException, GeneralSecurityException {
        others.refresh();
    }

    @Override
    public boolean isReplaced() {
        return others.isReplaced();
    }
}
