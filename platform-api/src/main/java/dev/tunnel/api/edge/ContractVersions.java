package dev.tunnel.api.edge;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// The versions of the edge contract that an edge or a platform speaks. Fields and events may be
/// added without a new version: whoever does not know them leaves them out.
public record ContractVersions(int oldest, int newest) {
    /// What this code speaks.
    public static final ContractVersions SPOKEN = new ContractVersions(1, 1);

    /// What a peer speaks that says nothing: it is older than this record.
    private static final ContractVersions UNSAID = new ContractVersions(1, 1);

    /// What two sides agree on, the newest that both speak; empty when there is none.
    public OptionalInt common(@Nullable ContractVersions peer) {
        ContractVersions other = peer == null ? UNSAID : peer;
        int agreed = Math.min(newest, other.newest);
        return agreed >= Math.max(oldest, other.oldest)
                ? OptionalInt.of(agreed)
                : OptionalInt.empty();
    }

    @Override
    public String toString() {
        return oldest == newest ? String.valueOf(newest) : oldest + " to " + newest;
    }
}
