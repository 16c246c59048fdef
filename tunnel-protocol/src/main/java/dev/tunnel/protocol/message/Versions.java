package dev.tunnel.protocol.message;

import java.util.OptionalInt;

/// The versions of the message set that one side speaks.
///
/// A version is added for what cannot be said by a new field or a new type of message, which
/// readers skip that do not know it.
public record Versions(int oldest, int newest) {
    /// What this code speaks.
    public static final Versions SPOKEN = new Versions(1, 1);

    /// What two sides agree on, the newest that both speak; empty when there is none.
    public OptionalInt common(Versions peer) {
        int agreed = Math.min(newest, peer.newest);
        return agreed >= Math.max(oldest, peer.oldest)
                ? OptionalInt.of(agreed)
                : OptionalInt.empty();
    }

    /// Whether a peer that speaks these may have chosen a version.
    public boolean contains(int version) {
        return oldest <= version && version <= newest;
    }

    @Override
    public String toString() {
        return oldest == newest ? String.valueOf(newest) : oldest + " to " + newest;
    }
}
