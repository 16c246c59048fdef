package dev.tunnel.cli.command;

import dev.tunnel.cli.config.Access;
import dev.tunnel.cli.config.Proto;
import dev.tunnel.cli.config.Secret;
import dev.tunnel.cli.config.Target;
import dev.tunnel.cli.config.TunnelDefinition;
import dev.tunnel.cli.config.Upstream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options of the verbs that define a tunnel, whatever its kind.
final class TunnelOptions {

    @Option(
            names = "--cidr-allow",
            paramLabel = "NETWORK",
            split = ",",
            description =
                    "Only visitors from this network or address may come; repeatable, or with"
                            + " commas.")
    private List<String> cidrAllow = List.of();

    @Option(
            names = "--cidr-deny",
            paramLabel = "NETWORK",
            split = ",",
            description = "Visitors from there may not, also where they are allowed.")
    private List<String> cidrDeny = List.of();

    @Option(
            names = "--proxy-protocol",
            paramLabel = "VERSION",
            description =
                    "Begin each connection to the service with a PROXY protocol header, v1 or v2.")
    private @Nullable String proxyProtocol;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What to call the tunnel; its address is remembered under this name.")
    private @Nullable String name;

    String name(Proto proto, Target target) {
        return name == null ? TunnelDefinition.defaultName(proto, target) : name;
    }

    Access access() {
        return access(null, false);
    }

    Access access(@Nullable String basicAuth, boolean redirectHttps) {
        return new Access(
                cidrAllow.stream().map(Access::network).toList(),
                cidrDeny.stream().map(Access::network).toList(),
                basicAuth == null ? null : Secret.of(basicAuth),
                redirectHttps);
    }

    @Nullable String proxyProtocol() {
        return proxyProtocol == null ? null : Upstream.proxyProtocol(proxyProtocol);
    }
}
