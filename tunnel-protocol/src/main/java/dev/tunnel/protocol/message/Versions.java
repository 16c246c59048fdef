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

    /// Checks the version that a peer has chosen of these.
    ///
    /// @throws MalformedMessageException when it is none of them
    public void check(int chosen) {
        if (chosen < oldest || newest < chosen) {
            throw new MalformedMessageException(
                    "version %d of the protocol, which is spoken here in version %s"
                            .formatted(chosen, this));
        }
    }

    @Override
    public String toString() {
        return oldest == newest ? String.valueOf(newest) : oldest + " to " + newest;
    }
}
