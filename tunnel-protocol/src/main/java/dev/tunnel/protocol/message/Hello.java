package dev.tunnel.protocol.message;

import org.jspecify.annotations.Nullable;

/// The agent's first message.
///
/// @param version the newest version of the message set that the agent speaks
/// @param instance stable identifier of this agent on its machine, for name and port affinity
/// @param authtoken the secret; never logged
/// @param resume the session that the agent had before its connection was lost
/// @param oldestVersion the oldest that it speaks; absent when that is `version`
public record Hello(
        int version,
        String agentVersion,
        String os,
        String arch,
        String instance,
        String authtoken,
        @Nullable Resume resume,
        @Nullable Integer oldestVersion)
        implements ControlMessage {

    /// The versions that the agent speaks.
    public Versions versions() {
        return new Versions(oldestVersion == null ? version : oldestVersion, version);
    }

    @Override
    public String toString() {
        return "Hello[version=%d, agentVersion=%s, os=%s, arch=%s, instance=%s, resume=%s]"
                .formatted(version, agentVersion, os, arch, instance, resume);
    }
}
