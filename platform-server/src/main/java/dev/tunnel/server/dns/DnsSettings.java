package dev.tunnel.server.dns;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/// Which server is asked: `TUNNEL_DNS_RESOLVER`, an IP address with or without a port; the system's
/// where it is absent.
@ConfigMapping(prefix = "tunnel.dns")
interface DnsSettings {
    Optional<String> resolver();
}
