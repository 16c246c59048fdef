package dev.tunnel.server.reservation;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/// A subdomain to reserve.
record NewReservedSubdomain(
        @NotNull @Size(min = 1, max = 63) String name,
        @Size(max = 500) @Nullable String description) {}
