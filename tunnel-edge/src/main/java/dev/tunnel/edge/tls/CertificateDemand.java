package dev.tunnel.edge.tls;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Where clients' wishes for certificates go. Asked on event loops: no call blocks.
public interface CertificateDemand {
    /// Nothing is ever ordered.
    CertificateDemand NONE =
            new CertificateDemand() {
                @Override
                public boolean isComing(String host) {
                    return false;
                }

                @Override
                public CompletableFuture<Optional<byte[]>> validation(String host) {
                    return CompletableFuture.completedFuture(Optional.empty());
                }
            };

    /// A client wants a host for which there is no certificate.
    ///
    /// @return whether one may be there in a moment: it is worth asking again
    boolean isComing(String host);

    /// What a certificate authority that wants `acme-tls/1` of a host must see (RFC 8737): 32
    /// bytes; empty when it is none of our orders. Always completes, within seconds.
    CompletableFuture<Optional<byte[]>> validation(String host);
}
