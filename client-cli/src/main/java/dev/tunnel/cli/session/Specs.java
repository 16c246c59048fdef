package dev.tunnel.cli.session;

import dev.tunnel.cli.config.Access;
import dev.tunnel.cli.config.Endpoint;
import dev.tunnel.cli.config.Secret;
import dev.tunnel.cli.config.TunnelDefinition;
import dev.tunnel.cli.config.Upstream;
import dev.tunnel.protocol.message.TunnelSpec;
import dev.tunnel.protocol.net.Cidr;
import java.util.List;

/// A definition in the protocol's words.
final class Specs {

    private Specs() {}

    static TunnelSpec of(TunnelDefinition tunnel) {
        Endpoint endpoint = tunnel.endpoint();
        return new TunnelSpec(
                tunnel.name(),
                tunnel.proto().wire(),
                endpoint.schemes(),
                endpoint.subdomain(),
                endpoint.hostname(),
                endpoint.remotePort(),
                tunnel.target().toString(),
                access(tunnel.access()),
                upstream(tunnel.upstream()));
    }

    private static TunnelSpec.Access access(Access access) {
        Secret basicAuth = access.basicAuth();
        return new TunnelSpec.Access(
                texts(access.allow()),
                texts(access.deny()),
                basicAuth == null ? null : basicAuth.value(),
                access.redirectHttps());
    }

    private static List<String> texts(List<Cidr> networks) {
        return networks.stream().map(Cidr::toString).toList();
    }

    private static TunnelSpec.Upstream upstream(Upstream upstream) {
        return new TunnelSpec.Upstream(
                upstream.hostHeader(), upstream.proxyProtocol(), upstream.protocol());
    }
}
