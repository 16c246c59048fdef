package dev.tunnel.edge.config;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The certificate of the HTTPS and agent ports.
///
/// @param certificate PEM chain given by the operator, with its `key`; both absent for an own CA
/// @param directory where the own CA and its wildcard certificate are kept
/// @param handshake how long a client may take until TLS is done, and then to its first byte
/// @param acme how certificates are ordered; absent when they are not
public record TlsSettings(
        @Nullable Path certificate,
        @Nullable Path key,
        Path directory,
        Duration handshake,
        @Nullable AcmeSettings acme) {
    private static final Duration USUAL = Duration.ofSeconds(10);

    public TlsSettings(@Nullable Path certificate, @Nullable Path key, Path directory) {
        this(certificate, key, directory, USUAL, null);
    }
}
