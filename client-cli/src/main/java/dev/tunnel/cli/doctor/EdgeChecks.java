package dev.tunnel.cli.doctor;

import dev.tunnel.api.rest.ServerInfo;
import dev.tunnel.cli.config.ConfigException;
import dev.tunnel.cli.config.HostPort;
import dev.tunnel.cli.config.PrivateCa;
import dev.tunnel.cli.config.Settings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The way to the edge: the agents' own port, and the HTTPS port, one of which is enough.
///
/// @param info what the platform says of itself; absent where it does not answer
record EdgeChecks(Settings settings, @Nullable ServerInfo info, Network network) {

    List<Finding> examine() {
        @Nullable HostPort agents = agents();
        if (agents == null) {
            return List.of(
                    info == null
                            ? Finding.skipped("edge")
                            : Finding.failed(
                                    "edge",
                                    "the server has no edge yet",
                                    "ask its administrator to start one"));
        }
        List<Finding> findings = new ArrayList<>();
        Finding name = Steps.name("edge name", agents, network);
        findings.add(name);
        if (name.status() == Finding.Status.failed) {
            return findings;
        }
        Finding own = port("edge agent port", agents);
        ServerInfo.PublicPorts ports = info == null ? null : info.ports();
        if (ports == null || ports.https() == agents.port()) {
            findings.add(own);
            return findings;
        }
        Finding https = port("edge https port", new HostPort(agents.host(), ports.https()));
        findings.add(lenient(own, https));
        findings.add(lenient(https, own));
        return findings;
    }

    private static Finding lenient(Finding one, Finding other) {
        return one.status() == Finding.Status.failed && other.status() == Finding.Status.ok
                ? Finding.warning(
                        one.check(),
                        one.detail(),
                        "none is needed: the other port serves agents too")
                : one;
    }

    private @Nullable HostPort agents() {
        String address = info == null ? null : info.agentAddress();
        try {
            return address == null ? settings.agentAddress() : HostPort.parse(address, 0);
        } catch (ConfigException _) {
            return null;
        }
    }

    private Finding port(String check, HostPort address) {
        @Nullable Throwable failure = network.dial(address, ca());
        if (failure == null) {
            return Finding.ok(check, "%s takes agents over TLS".formatted(address));
        }
        return Finding.failed(
                check,
                Steps.reason(address, failure),
                Steps.isDistrust(failure)
                        ? "its certificate is not signed by the CA that is trusted: run tunnel"
                                + " authtoken again, and compare the fingerprint with the"
                                + " administrator's"
                        : "is a firewall in between? Behind a proxy set HTTPS_PROXY or proxy_url");
    }

    private @Nullable PrivateCa ca() {
        if (settings.ca() != null) {
            return settings.ca();
        }
        String pem = info == null ? null : info.caCertificate();
        return pem == null ? null : PrivateCa.parse(pem);
    }
}
