package dev.tunnel.server.reservation.port;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A TCP port that only its account may use.
///
/// @param address `host:port`, as visitors connect to it
@Schema(name = "ReservedAddress")
record ReservedAddressView(
        UUID id, int port, String address, String url, String description, Instant createdAt) {
    static ReservedAddressView of(ReservedAddress reserved, String domain) {
        String address = domain + ":" + reserved.port();
        return new ReservedAddressView(
                reserved.id(),
                reserved.port(),
                address,
                "tcp://" + address,
                reserved.description(),
                reserved.createdAt());
    }
}
