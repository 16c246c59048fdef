package dev.tunnel.server.edge;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/// An edge to let in.
///
/// @param name as its TUNNEL_EDGE_NAME
record NewEdge(
        @NotNull
                @Pattern(
                        regexp = "[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?",
                        message = "must be letters, digits and inner dots, hyphens or underscores")
                String name) {}
