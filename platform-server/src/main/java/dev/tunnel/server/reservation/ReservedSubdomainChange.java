package dev.tunnel.server.reservation;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/// What can be changed of a reserved subdomain; for another name reserve another.
record ReservedSubdomainChange(@NotNull @Size(max = 500) String description) {}
