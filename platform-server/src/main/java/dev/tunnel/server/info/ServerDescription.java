package dev.tunnel.server.info;

import dev.tunnel.api.rest.ServerInfo;
import dev.tunnel.api.rest.ServerInfo.PublicPorts;
import dev.tunnel.server.account.AccountService;
import dev.tunnel.server.address.PublicAddress;
import dev.tunnel.server.address.PublicAddresses;
import dev.tunnel.server.config.TunnelConfig;
import dev.tunnel.server.config.TunnelConfig.Signup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Puts together what callers need to know before they sign up or connect an agent.
@ApplicationScoped
class ServerDescription {
    private final TunnelConfig config;
    private final AccountService accounts;
    private final PublicAddresses addresses;
    private final String version;

    ServerDescription(
            TunnelConfig config,
            AccountService accounts,
            PublicAddresses addresses,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.config = config;
        this.accounts = accounts;
        this.addresses = addresses;
        this.version = version;
    }

    ServerInfo now() {
        boolean setupRequired = accounts.setupRequired();
        Optional<PublicAddress> edge = addresses.newest();
        @Nullable String ca = edge.map(PublicAddress::caCertificate).orElse(null);
        return new ServerInfo(
                version,
                config.domain(),
                edge.map(PublicAddress::agentAddress).orElse(null),
                edge.map(ServerDescription::ports).orElse(null),
                ca,
                ca == null ? null : CertificateFingerprint.of(ca).orElse(null),
                config.signup().name().toLowerCase(Locale.ROOT),
                setupRequired || config.signup() == Signup.OPEN,
                setupRequired,
                List.of());
    }

    private static PublicPorts ports(PublicAddress edge) {
        return new PublicPorts(edge.httpPort(), edge.httpsPort(), edge.tcpFrom(), edge.tcpTo());
    }
}
