package dev.tunnel.cli.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A session as others see it, at one moment.
///
/// @param stateSince when `state` was entered
/// @param roundTrip the last measured time to the edge and back
public record SessionView(
        SessionState state,
        Instant stateSince,
        @Nullable Duration roundTrip,
        List<TunnelView> tunnels) {}
