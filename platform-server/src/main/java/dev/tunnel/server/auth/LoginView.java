package dev.tunnel.server.auth;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// One login of a user, on one device or browser.
///
/// @param ip from where it was used last
/// @param userAgent what the program called itself
/// @param current whether this request came with it
@Schema(name = "LoginSession")
record LoginView(
        UUID id,
        Instant createdAt,
        Instant lastUsedAt,
        @Schema(nullable = true) @Nullable String ip,
        String userAgent,
        boolean current) {}
