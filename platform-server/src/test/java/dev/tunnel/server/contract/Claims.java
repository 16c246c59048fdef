package dev.tunnel.server.contract;

import dev.tunnel.api.edge.ClaimRequest;
import dev.tunnel.api.edge.ClaimRequest.Proto;
import dev.tunnel.api.edge.SessionGranted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Claims in the forms that agents make them.
final class Claims {
    private Claims() {}

    static ClaimRequest random(SessionGranted session, String key) {
        return http(session, key, null);
    }

    static ClaimRequest http(SessionGranted session, String key, @Nullable String subdomain) {
        return new ClaimRequest(
                session.sessionId(),
                session.generation(),
                key,
                Proto.HTTP,
                List.of("http", "https"),
                subdomain,
                null,
                null,
                List.of(),
                "localhost:8080");
    }

    static ClaimRequest hostname(SessionGranted session, String key, String hostname) {
        ClaimRequest claim = random(session, key);
        return new ClaimRequest(
                claim.sessionId(),
                claim.generation(),
                key,
                Proto.HTTP,
                claim.schemes(),
                null,
                hostname,
                null,
                List.of(),
                claim.target());
    }

    static ClaimRequest tls(SessionGranted session, String key, String subdomain) {
        return new ClaimRequest(
                session.sessionId(),
                session.generation(),
                key,
                Proto.TLS,
                List.of(),
                subdomain,
                null,
                null,
                List.of(),
                "localhost:8443");
    }

    static ClaimRequest tcp(SessionGranted session, String key) {
        return tcp(session, key, null, List.of());
    }

    static ClaimRequest tcp(SessionGranted session, String key, int port) {
        return tcp(session, key, port, List.of());
    }

    static ClaimRequest tcp(
            SessionGranted session, String key, @Nullable Integer port, List<Integer> excluded) {
        return new ClaimRequest(
                session.sessionId(),
                session.generation(),
                key,
                Proto.TCP,
                List.of(),
                null,
                null,
                port,
                excluded,
                "localhost:22");
    }
}
