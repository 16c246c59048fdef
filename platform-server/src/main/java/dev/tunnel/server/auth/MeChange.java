package dev.tunnel.server.auth;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/// What a user changes of itself; what is absent stays.
record MeChange(
        @Size(max = 100) @Pattern(regexp = "\\P{Cntrl}*", message = "has control characters")
                @Nullable String displayName) {}
