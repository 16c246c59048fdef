package dev.tunnel.edge.ingress;

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

    /// For a process that may have 20,000 descriptors, half of them for agents and spare.
    public static AcceptSettings defaults() {
        return new AcceptSettings(16_000, 200, 1000);
    }
}
