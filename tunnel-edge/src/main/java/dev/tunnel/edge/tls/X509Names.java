package dev.tunnel.edge.tls;

import io.netty.util.NetUtil;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/// The names a certificate is for, in a form that can be compared.
final class X509Names {
    private X509Names() {}

    static Set<String> of(X509Certificate certificate) {
        try {
            var alternatives = certificate.getSubjectAlternativeNames();
            return alternatives == null
                    ? Set.of()
                    : normal(alternatives.stream().map(name -> (String) name.get(1)).toList());
        } catch (CertificateParsingException _) {
            return Set.of();
        }
    }

    /// IPv6 addresses are written in several ways.
    static Set<String> normal(Collection<String> names) {
        return names.stream().map(X509Names::normal).collect(Collectors.toUnmodifiableSet());
    }

    /// Whether one of the names stands for a host; a wildcard for one label.
    static boolean match(Set<String> names, String host) {
        int dot = host.indexOf('.');
        return names.contains(host) || (dot > 0 && names.contains('*' + host.substring(dot)));
    }

    private static String normal(String name) {
        byte[] address = NetUtil.createByteArrayFromIpAddressString(name);
        return address == null ? name : NetUtil.bytesToIpAddress(address);
    }
}
