package dev.tunnel.edge.tls;

import java.util.List;

/// The cipher suites that are offered. All have forward secrecy; the last two are for visitors
/// without GCM.
final class CipherSuites {
    static final List<String> OFFERED =
            List.of(
                    "TLS_AES_128_GCM_SHA256",
                    "TLS_AES_256_GCM_SHA384",
                    "TLS_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
                    "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA");

    private CipherSuites() {}

    /// Whether it is one of those offered in TLS 1.2 that need an ECDSA key.
    ///
    /// @param code as in a ClientHello
    static boolean isEcdsa(int code) {
        return code == 0xC02B || code == 0xC02C || code == 0xCCA9;
    }
}
