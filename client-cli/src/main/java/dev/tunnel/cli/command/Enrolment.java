package dev.tunnel.cli.command;

import dev.tunnel.api.rest.ServerInfo;
import dev.tunnel.cli.config.ConfigFile;
import dev.tunnel.cli.config.FileConfig;
import dev.tunnel.cli.config.PrivateCa;
import dev.tunnel.cli.config.PrivateFile;
import dev.tunnel.cli.config.Secret;
import dev.tunnel.cli.config.ServerUrl;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What `tunnel authtoken` puts into the configuration file.
///
/// @param info what the server says of itself; empty when it does not answer
/// @param caBefore the CA that was trusted until now
/// @param sameServer whether the file named this server before
record Enrolment(
        ConfigFile file,
        ServerUrl server,
        Secret authtoken,
        Optional<ServerInfo> info,
        Optional<PrivateCa> ca,
        Optional<PrivateCa> caBefore,
        boolean sameServer) {

    static Enrolment of(
            ConfigFile file, ServerUrl server, Secret authtoken, Optional<ServerInfo> info) {
        FileConfig before = file.read();
        ServerUrl serverBefore = before.server();
        boolean same = serverBefore == null || serverBefore.equals(server);
        Optional<PrivateCa> caBefore = Optional.ofNullable(before.ca());
        Optional<PrivateCa> ca =
                info.isPresent()
                        ? info.map(ServerInfo::caCertificate).map(PrivateCa::parse)
                        : caBefore.filter(_ -> same);
        return new Enrolment(file, server, authtoken, info, ca, caBefore, same);
    }

    /// True where another CA was trusted for this server.
    boolean caChanged() {
        return caBefore.isPresent()
                && ca.isPresent()
                && !caBefore.get().fingerprint().equals(ca.get().fingerprint());
    }

    /// Where the CA is kept: a file of its own, for curl and browsers too.
    Path caFile() {
        Path path = file.path().toAbsolutePath();
        String name = String.valueOf(path.getFileName()).replaceFirst("\\.ya?ml$", "");
        return path.resolveSibling(name + "-ca.pem");
    }

    @Nullable String agentAddress() {
        return info.map(ServerInfo::agentAddress).orElse(null);
    }

    void store() {
        Map<String, Optional<String>> changes = new LinkedHashMap<>();
        changes.put("server", Optional.of(server.toString()));
        changes.put("authtoken", Optional.of(authtoken.value()));
        if (info.isPresent() || !sameServer) {
            changes.put("agent_address", Optional.ofNullable(agentAddress()));
            changes.put("ca", ca.map(_ -> String.valueOf(caFile().getFileName())));
        }
        // The CA first: a configuration never names a file that is not there.
        if (info.isPresent()) {
            ca.ifPresent(certificate -> PrivateFile.write(caFile(), certificate.pem()));
        }
        file.update(changes);
    }
}
