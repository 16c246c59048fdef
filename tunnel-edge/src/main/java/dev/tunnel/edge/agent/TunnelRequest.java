package dev.tunnel.edge.agent;

import dev.tunnel.api.edge.ClaimRequest;
import dev.tunnel.edge.tunnel.Endpoint;
import dev.tunnel.edge.tunnel.Session;
import dev.tunnel.edge.tunnel.TunnelOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an agent asks to be made public.
///
/// @param key what the agent calls the tunnel
/// @param subdomain the label wanted, lower case; absent for any
/// @param hostname the full host name wanted, lower case, instead of a subdomain
/// @param remotePort the TCP port wanted; absent for any
public record TunnelRequest(
        String key,
        ClaimRequest.Proto proto,
        List<String> schemes,
        @Nullable String subdomain,
        @Nullable String hostname,
        @Nullable Integer remotePort,
        TunnelOptions options) {
    public TunnelRequest {
        schemes = List.copyOf(schemes);
    }

    ClaimRequest claim(Session session, List<Integer> excludedPorts) {
        return new ClaimRequest(
                session.id(),
                session.grant().generation(),
                key,
                proto,
                schemes,
                subdomain,
                hostname,
                remotePort,
                excludedPorts,
                options.target());
    }

    /// Whether a tunnel that is there already is what this asks for.
    boolean isMetBy(Endpoint endpoint) {
        return switch (endpoint) {
            case Endpoint.HttpHost(var host) -> proto == ClaimRequest.Proto.HTTP && named(host);
            case Endpoint.TlsHost(var host) -> proto == ClaimRequest.Proto.TLS && named(host);
            case Endpoint.TcpPort(int port) ->
                    proto == ClaimRequest.Proto.TCP
                            && (remotePort == null || remotePort.equals(port));
        };
    }

    private boolean named(String host) {
        return (hostname == null || host.equals(hostname))
                && (subdomain == null || host.startsWith(subdomain + "."));
    }
}
