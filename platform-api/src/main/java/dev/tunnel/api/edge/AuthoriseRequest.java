package dev.tunnel.api.edge;

import static java.util.Objects.requireNonNull;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// `POST /edge/v1/sessions`: may this agent connect? Answered by [SessionGranted], or a problem
/// with `authtoken_invalid`, `authtoken_revoked` or `account_suspended`.
///
/// @param authtokenHash lower-case hex SHA-256 of the authtoken; the secret itself stays in the
///   edge
/// @param resume the session that the agent had before, when it comes back
public record AuthoriseRequest(String authtokenHash, AgentFacts agent, @Nullable Resume resume) {
    public AuthoriseRequest {
        requireNonNull(authtokenHash, "authtokenHash");
        requireNonNull(agent, "agent");
    }

    /// What is known of the agent, for people to recognise it by.
    ///
    /// @param instance stable identifier of this agent on this machine, for name and port affinity
    /// @param address the agent's `ip:port` as the edge sees it
    public record AgentFacts(
            String version, String os, String arch, String instance, String address) {
        public AgentFacts {
            requireNonNull(version, "version");
            requireNonNull(os, "os");
            requireNonNull(arch, "arch");
            requireNonNull(instance, "instance");
            requireNonNull(address, "address");
        }
    }

    /// Proof that the agent held the session before.
    ///
    /// @param secretHash lower-case hex SHA-256 of the session's secret
    public record Resume(UUID sessionId, String secretHash) {
        public Resume {
            requireNonNull(sessionId, "sessionId");
            requireNonNull(secretHash, "secretHash");
        }
    }
}
