package dev.tunnel.edge.agent.ngrok1;

import dev.tunnel.api.edge.AuthoriseRequest;
import dev.tunnel.api.edge.AuthoriseRequest.AgentFacts;
import dev.tunnel.api.edge.AuthoriseRequest.Resume;
import dev.tunnel.edge.agent.Harmless;
import dev.tunnel.edge.agent.Hash;
import java.util.Optional;

/// What an [Request.Auth] asks of the platform; its secrets are hashes from here on.
///
/// @param kind what clients of one kind have in common, for [Instances]
/// @param before the client's session before this one, if it names one
/// @param facts without an instance
/// @param clientIdHash hash of the whole id that the client sent
record Greeting(
        String tokenHash,
        String kind,
        Optional<ClientId> before,
        AgentFacts facts,
        String clientIdHash) {
    private static final int LONGEST_TOKEN = 200;

    /// @param host the client's address, without port
    /// @param address the same, with port
    static Greeting read(Request.Auth auth, String host, String address) {
        var tokenHash = Hash.of(auth.user());
        return new Greeting(
                tokenHash,
                String.join("\n", tokenHash, host, auth.os(), auth.arch()),
                ClientId.parse(auth.clientId()),
                new AgentFacts(
                        Harmless.text("ngrok " + auth.mmVersion()),
                        Harmless.text(auth.os()),
                        Harmless.text(auth.arch()),
                        "",
                        address),
                Hash.of(auth.clientId()));
    }

    /// Why the client cannot be let in whoever it is; empty when it may be asked for.
    static Optional<String> objection(Request.Auth auth) {
        if (!auth.version().equals(AnswerEncoder.VERSION)) {
            return Optional.of(
                    "Incompatible versions. Server %s, client %s. Download a new version at http://ngrok.com"
                            .formatted(
                                    AnswerEncoder.MM_VERSION,
                                    auth.version().isEmpty() ? "" : Harmless.text(auth.version())));
        }
        if (auth.user().isBlank() || auth.user().length() > LONGEST_TOKEN) {
            return Optional.of(
                    "This server needs an authtoken: put yours into the configuration as"
                            + " auth_token.");
        }
        return Optional.empty();
    }

    AuthoriseRequest request(String instance) {
        return new AuthoriseRequest(
                tokenHash,
                new AgentFacts(
                        facts.version(), facts.os(), facts.arch(), instance, facts.address()),
                before.map(id -> new Resume(id.session(), Hash.of(id.secret()))).orElse(null));
    }
}
