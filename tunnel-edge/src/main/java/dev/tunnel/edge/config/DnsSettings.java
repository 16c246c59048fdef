package dev.tunnel.edge.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// How records for `dns-01` get into the domain's DNS.
public sealed interface DnsSettings {
    /// How long a record that was set may take until the authority sees it.
    Duration propagation();

    /// A program of the operator's.
    ///
    /// @param command called with `ADD` or `REMOVE`, a name and a value
    /// @param timeout how long a call may take
    record Hook(Path command, Duration timeout, Duration propagation) implements DnsSettings {}

    /// A name server that takes dynamic updates (RFC 2136).
    ///
    /// @param zone whose records it may change
    /// @param key with which updates are signed; absent when the server believes our address
    record Update(
            HostAndPort server,
            String zone,
            @Nullable Tsig key,
            Duration timeout,
            Duration propagation)
            implements DnsSettings {}

    /// A key for updates (RFC 8945).
    ///
    /// @param algorithm `hmac-sha256` and the like
    /// @param secret in base 64
    record Tsig(String name, String algorithm, Secret secret) {}

    /// Absent for no wildcard.
    static @Nullable DnsSettings of(Environment env, String domain) {
        var prefix = "TUNNEL_EDGE_ACME_DNS";
        var kind = env.text(prefix).orElse("off");
        var command = env.text(prefix + "_COMMAND");
        var server = env.hostAndPort(prefix + "_SERVER", new HostAndPort("", 0));
        var zone = env.host(prefix + "_ZONE", domain);
        var key = key(env, prefix);
        var most = Duration.ofMinutes(10);
        var timeout =
                env.seconds(
                        prefix + "_TIMEOUT", Duration.ofMinutes(1), Duration.ofSeconds(1), most);
        var propagation =
                env.seconds(prefix + "_WAIT", Duration.ofSeconds(30), Duration.ZERO, most);
        switch (kind) {
            case "off" -> {
                return null;
            }
            case "exec" -> {
                var file = Path.of(command.orElse(""));
                if (command.isEmpty() || !Files.isExecutable(file)) {
                    env.problem(prefix + "_COMMAND", "must be a program that can be run");
                }
                return new Hook(file, timeout, propagation);
            }
            case "rfc2136" -> {
                if (server.host().isEmpty()) {
                    env.problem(prefix + "_SERVER", "must be the name server, host:port");
                }
                return new Update(server, zone, key, timeout, propagation);
            }
            default -> {
                env.problem(prefix, "must be off, exec or rfc2136, not \"" + kind + '"');
                return null;
            }
        }
    }

    private static @Nullable Tsig key(Environment env, String prefix) {
        var name = env.text(prefix + "_KEY_NAME");
        var algorithm = env.text(prefix + "_KEY_ALGORITHM").orElse("hmac-sha256");
        var secret = env.optionalSecret(prefix + "_KEY");
        if (!algorithm.matches("hmac-sha(256|384|512)")) {
            env.problem(
                    prefix + "_KEY_ALGORITHM", "must be hmac-sha256, hmac-sha384 or hmac-sha512");
        }
        if (name.isPresent() != secret.isPresent()) {
            env.problem(prefix + "_KEY_NAME", "and " + prefix + "_KEY must be set together");
        }
        if (name.isEmpty() || secret.isEmpty()) {
            return null;
        }
        try {
            var _ = Base64.getDecoder().decode(secret.get().value());
        } catch (IllegalArgumentException e) {
            env.problem(prefix + "_KEY", "must be in base 64");
        }
        return new Tsig(name.get(), algorithm, secret.get());
    }
}
