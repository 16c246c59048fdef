package dev.tunnel.server.team;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/// What an account is called.
record AccountName(
        @NotBlank
                @Size(max = 100)
                @Pattern(regexp = "\\P{Cntrl}*", message = "has control characters")
                String name) {}
