package dev.tunnel.cli.session;

import dev.tunnel.cli.config.HostPort;
import dev.tunnel.cli.config.PrivateCa;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where to connect, and whom to trust there.
///
/// @param alternative the edge's HTTPS port, which serves agents too: many firewalls let only 443
///   out. Absent where it is not known
/// @param ca absent for the system's roots
public record EdgeAddress(
        HostPort address, @Nullable HostPort alternative, @Nullable PrivateCa ca) {

    /// What to try, best first.
    public Deque<HostPort> candidates() {
        return new ArrayDeque<>(
                Stream.concat(Stream.of(address), Stream.ofNullable(alternative)).toList());
    }

    /// The same edge, where `address` is to be tried first.
    EdgeAddress preferring(HostPort winner) {
        return winner.equals(alternative) ? new EdgeAddress(winner, address, ca) : this;
    }
}
