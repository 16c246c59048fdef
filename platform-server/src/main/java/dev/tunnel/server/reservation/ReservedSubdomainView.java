package dev.tunnel.server.reservation;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A subdomain that only its account may use.
///
/// @param url where a tunnel with that name is served
@Schema(name = "ReservedSubdomain")
record ReservedSubdomainView(
        UUID id, String name, String hostname, String url, String description, Instant createdAt) {}
