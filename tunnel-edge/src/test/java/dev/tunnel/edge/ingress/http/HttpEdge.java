package dev.tunnel.edge.ingress.http;

import dev.tunnel.edge.config.TrustedProxies;
import dev.tunnel.edge.ingress.IngressFixture;
import dev.tunnel.edge.tunnel.Tunnel;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// An edge's public HTTP port with the usual bounds, and an agent behind it, for one test.
final class HttpEdge implements AfterEachCallback {
    private final IngressFixture edge = new IngressFixture();
    private final int port =
            edge.listen(
                    new PublicHttpInitializer(
                            HttpSettings.defaults(TrustedProxies.NONE),
                            edge.registry(),
                            edge.policies(),
                            false));

    IngressFixture fixture() {
        return edge;
    }

    int port() {
        return port;
    }

    /// Registers an HTTP tunnel to a local port.
    Tunnel http(String host, int target) {
        return edge.http(host, target);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        edge.close();
    }
}
