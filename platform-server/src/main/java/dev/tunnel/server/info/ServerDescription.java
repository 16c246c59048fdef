package dev.tunnel.server.info;

import dev.tunnel.api.rest.ServerInfo;
import dev.tunnel.api.rest.ServerInfo.PublicPorts;
import dev.tunnel.server.account.AccountService;
import dev.tunnel.server.address.PublicAddress;
import dev.tunnel.server.address.PublicAddresses;
import dev.tunnel.server.config.TunnelConfig;
import dev.tunnel.server.mail.Delivery;
import dev.tunnel.server.setting.Signup;
import dev.tunnel.server.setting.SignupSetting;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Puts together what callers need to know before they sign up or connect an agent.
@ApplicationScoped
class ServerDescription {
    /// People get mail: a forgotten password can be set anew without an administrator.
    private static final String MAIL = "mail";

    private final TunnelConfig config;
    private final SignupSetting setting;
    private final AccountService accounts;
    private final PublicAddresses addresses;
    private final Delivery delivery;
    private final String version;

    ServerDescription(
            TunnelConfig config,
            SignupSetting setting,
            AccountService accounts,
            PublicAddresses addresses,
            Delivery delivery,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.config = config;
        this.setting = setting;
        this.accounts = accounts;
        this.addresses = addresses;
        this.delivery = delivery;
        this.version = version;
    }

    ServerInfo now() {
        Signup signup = setting.current();
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
                signup.wire(),
                setupRequired || signup == Signup.OPEN,
                setupRequired,
                delivery.reachesPeople() ? List.of(MAIL) : List.of());
    }

    private static PublicPorts ports(PublicAddress edge) {
        return new PublicPorts(edge.httpPort(), edge.httpsPort(), edge.tcpFrom(), edge.tcpTo());
    }
}
