package dev.tunnel.bench.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The load generators and services that come from the system.
public final class Tools {
    private static final Map<String, String> PACKAGES =
            new TreeMap<>(
                    Map.of(
                            "iperf3",
                            "iperf3",
                            "wrk",
                            "wrk",
                            "nginx",
                            "nginx-light",
                            "ip",
                            "iproute2"));

    private Tools() {}

    /// Debian packages of what is missing.
    public static List<String> missingPackages() {
        return PACKAGES.entrySet().stream()
                .filter(tool -> find(tool.getKey()).isEmpty())
                .map(Map.Entry::getValue)
                .toList();
    }

    /// Where a program is.
    public static Optional<Path> find(String name) {
        var folders = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator));
        return Stream.concat(folders, Stream.of("/usr/sbin", "/sbin"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// The same, where [#missingPackages] said nothing.
    public static String path(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalStateException(name + " is not installed"))
                .toString();
    }
}
