package dev.tunnel.edge.telemetry;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/// Where the [UsageJournal] is kept.
public interface UsageStore {

    /// What was written last; empty when nothing ever was.
    Optional<byte[]> read() throws IOException;

    /// Replaces the content as one step: after a crash at any moment either the old or the new
    /// content is there, and the new one if this returned.
    void write(byte[] content) throws IOException;

    /// What edges that handed over have left here since, by name.
    Map<String, byte[]> left() throws IOException;

    /// Leaves content for the edge that took over.
    void leave(String name, byte[] content) throws IOException;

    /// Deletes what was left under a name.
    void forget(String name) throws IOException;

    /// Puts the content aside for a person to look at.
    void setAside(byte[] content, String why) throws IOException;
}
