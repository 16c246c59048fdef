package dev.tunnel.protocol.message;

import org.jspecify.annotations.Nullable;

/// The agent's first message.
///
/// @param version protocol version, [#VERSION]
/// @param instance stable identifier of this agent on its machine, for name and port affinity
/// @param authtoken the secret; never logged
/// @param resume the session that the agent had before its connection was lost
public record Hello(
        int version,
        String agentVersion,
        String os,
        String arch,
        String instance,
        String authtoken,
        @Nullable Resume resume)
        implements ControlMessage {

    /// The version of the message set that this code speaks.
    public static final int VERSION = 1;

    @Override
    public String toString() {
        return "Hello[version=%d, agentVersion=%s, os=%s, arch=%s, instance=%s, resume=%s]"
                .formatted(version, agentVersion, os, arch, instance, resume);
    }
}
