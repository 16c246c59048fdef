package dev.tunnel.server.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Gives the platform under test a name server of its own, and tests the fields to put it in.
public final class DnsResource implements QuarkusTestResourceLifecycleManager {
    private @Nullable DnsServer server;

    @Override
    public Map<String, String> start() {
        DnsServer started = DnsServer.start();
        server = started;
        return Map.of("tunnel.dns.resolver", started.address());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(
                Objects.requireNonNull(server), new TestInjector.MatchesType(DnsServer.class));
    }

    @Override
    public void stop() {
        if (server != null) {
            server.close();
        }
    }
}
