package dev.tunnel.api.edge;

import static java.util.Objects.requireNonNull;

/// `POST /edge/v1/sessions/{id}/end`: the session is over and its names are free. Ignored when the
/// session has a newer generation by now.
public record SessionEnd(long generation, String reason) {
    public SessionEnd {
        requireNonNull(reason, "reason");
    }
}
