package dev.tunnel.server.reservation.port;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/// A TCP address to reserve.
///
/// @param port the port wanted; absent for a free one
record NewReservedAddress(
        @Min(1) @Max(65_535) @Nullable Integer port,
        @Size(max = 500) @Nullable String description) {
    /// A body that is not there asks for nothing in particular.
    static final NewReservedAddress ANY = new NewReservedAddress(null, null);
}
