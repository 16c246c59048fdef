package dev.tunnel.edge.agent.mux;

import dev.tunnel.api.edge.AuthoriseRequest;
import dev.tunnel.api.edge.AuthoriseRequest.AgentFacts;
import dev.tunnel.edge.agent.Harmless;
import dev.tunnel.edge.agent.Hash;
import dev.tunnel.protocol.message.Hello;
import dev.tunnel.protocol.message.Resume;
import dev.tunnel.protocol.mux.ProtocolException;
import org.jspecify.annotations.Nullable;

/// Reads a [Hello]: its secrets become hashes at once, and its texts harmless. Any component may be
/// missing in JSON that a stranger wrote.
final class Greeting {
    private static final int LONGEST_SECRET = 200;

    private Greeting() {}

    /// @param address the agent's `ip:port`
    static AuthoriseRequest read(Hello hello, String address) {
        return new AuthoriseRequest(
                Hash.of(secret(hello.authtoken())),
                new AgentFacts(
                        Harmless.text(hello.agentVersion()),
                        Harmless.text(hello.os()),
                        Harmless.text(hello.arch()),
                        Harmless.text(hello.instance()),
                        address),
                resume(hello.resume()));
    }

    private static AuthoriseRequest.@Nullable Resume resume(@Nullable Resume resume) {
        if (resume == null) {
            return null;
        }
        if (resume.sessionId() == null) {
            throw new ProtocolException("Hello resumes no session");
        }
        return new AuthoriseRequest.Resume(resume.sessionId(), Hash.of(secret(resume.secret())));
    }

    private static String secret(@Nullable String secret) {
        if (secret == null || secret.isBlank() || secret.length() > LONGEST_SECRET) {
            throw new ProtocolException("Hello without a usable secret");
        }
        return secret;
    }
}
