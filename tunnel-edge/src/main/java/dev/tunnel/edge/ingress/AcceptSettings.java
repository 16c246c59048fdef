package dev.tunnel.edge.ingress;

import dev.tunnel.edge.config.VisitorLimits;

/// Bounds on public connections; addresses of this machine and of trusted proxies are exempt from
/// the rate, because many visitors have them.
///
/// @param open connections open at a time, all visitors together
/// @param perSecond new connections of one address (IPv6: one /64) in a second
/// @param burst new connections of one address at once
public record AcceptSettings(int open, int perSecond, int burst) {
    public AcceptSettings {
        if (open < 1 || perSecond < 1 || burst < 1) {
            throw new IllegalArgumentException("bounds on connections must be positive");
        }
    }

    /// The bounds that an operator chose.
    public static AcceptSettings of(VisitorLimits limits) {
        return new AcceptSettings(limits.connections(), limits.perSecond(), limits.burst());
    }

    /// The bounds of an edge whose operator set none.
    public static AcceptSettings defaults() {
        return of(VisitorLimits.defaults());
    }
}
