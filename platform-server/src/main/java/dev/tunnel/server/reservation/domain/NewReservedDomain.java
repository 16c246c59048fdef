package dev.tunnel.server.reservation.domain;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/// A domain to reserve.
record NewReservedDomain(
        @NotNull @Size(min = 1, max = 253) String hostname,
        @Size(max = 500) @Nullable String description) {}
