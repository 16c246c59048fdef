package dev.tunnel.edge.telemetry;

import java.io.IOException;
import java.util.Optional;

/// Where the [UsageJournal] is kept.
public interface UsageStore {

    /// What was written last; empty when nothing ever was.
    Optional<byte[]> read() throws IOException;

    /// Replaces the content as one step: after a crash at any moment either the old or the new
    /// content is there, and the new one if this returned.
    void write(byte[] content) throws IOException;

    /// Puts the content aside for a person to look at.
    void setAside(byte[] content, String why) throws IOException;
}
