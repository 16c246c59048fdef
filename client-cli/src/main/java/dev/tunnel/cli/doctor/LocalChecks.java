package dev.tunnel.cli.doctor;

import dev.tunnel.cli.config.ConfigFile;
import dev.tunnel.cli.config.Proxies;
import dev.tunnel.cli.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What can be seen without the network.
record LocalChecks(Settings settings, ConfigFile file) {
    private static final Set<PosixFilePermission> OTHERS =
            Set.of(
                    PosixFilePermission.GROUP_READ,
                    PosixFilePermission.OTHERS_READ,
                    PosixFilePermission.GROUP_WRITE,
                    PosixFilePermission.OTHERS_WRITE);

    List<Finding> examine() {
        List<Finding> findings = new ArrayList<>();
        findings.add(config());
        findings.add(
                settings.authtoken() == null
                        ? Finding.failed(
                                "authtoken set",
                                "none",
                                "copy yours from the web admin and run: tunnel authtoken TOKEN")
                        : Finding.ok("authtoken set", "yes"));
        Proxies proxies = settings.proxies();
        findings.add(
                Finding.ok(
                        "proxy",
                        proxies.proxy() == null
                                ? "none; connections are made directly"
                                : proxies.proxy().toString()
                                        + (proxies.without().entries().isEmpty()
                                                ? ""
                                                : ", not for "
                                                        + String.join(
                                                                ",",
                                                                proxies.without().entries()))));
        return findings;
    }

    private Finding config() {
        if (!file.exists()) {
            return Finding.ok(
                    "config", "%s does not exist; the defaults apply".formatted(file.path()));
        }
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file.path());
            if (permissions.stream().anyMatch(OTHERS::contains)) {
                return Finding.warning(
                        "config",
                        "others may read or change " + file.path(),
                        "chmod 600 " + file.path());
            }
        } catch (IOException | UnsupportedOperationException _) {
            // A file system without permissions.
        }
        return Finding.ok("config", file.path() + " is valid");
    }
}
