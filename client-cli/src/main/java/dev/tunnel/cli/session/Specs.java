package dev.tunnel.cli.session;

import dev.tunnel.cli.config.Secret;
import dev.tunnel.cli.config.TunnelDefinition;
import dev.tunnel.protocol.message.TunnelSpec;

/// A definition in the protocol's words.
final class Specs {

    private Specs() {}

    static TunnelSpec of(TunnelDefinition tunnel) {
        Secret basicAuth = tunnel.basicAuth();
        return new TunnelSpec(
                tunnel.name(),
                tunnel.proto().wire(),
                tunnel.schemes(),
                tunnel.subdomain(),
                tunnel.hostname(),
                tunnel.remotePort(),
                tunnel.target().toString(),
                tunnel.hostHeader(),
                basicAuth == null ? null : basicAuth.value());
    }
}
