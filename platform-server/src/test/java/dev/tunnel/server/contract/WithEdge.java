package dev.tunnel.server.contract;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/// A platform whose operator named one edge in its settings.
public final class WithEdge implements QuarkusTestProfile {
    static final String EDGE_NAME = "edge-test";
    static final String EDGE_KEY = "te_0123456789abcdef0123456789abcdef0123456789a";
    static final String CERTIFICATES_KEY = "0123456789abcdef0123456789abcdef";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "tunnel.domain", "tunnel.test",
                "tunnel.edge.name", EDGE_NAME,
                "tunnel.edge.key", EDGE_KEY,
                "tunnel.certificates.per-account", "3",
                "tunnel.certificates.key", CERTIFICATES_KEY);
    }
}
