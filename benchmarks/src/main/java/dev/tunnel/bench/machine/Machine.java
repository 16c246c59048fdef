package dev.tunnel.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the figures were taken on.
///
/// @param isolated whether the run has a network namespace of its own
public record Machine(
        String cpu, int cores, long memoryGib, String kernel, String java, boolean isolated) {
    private static final long KIB_PER_GIB = 1024 * 1024;

    public static Machine here() {
        return new Machine(
                value("/proc/cpuinfo", "model name", "unknown processor"),
                Runtime.getRuntime().availableProcessors(),
                Long.parseLong(value("/proc/meminfo", "MemTotal", "0").replaceAll("\\D", ""))
                        / KIB_PER_GIB,
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                isLoopbackOnly());
    }

    /// A namespace made for the run has no interface but loopback.
    private static boolean isLoopbackOnly() {
        try (var interfaces = Files.list(Path.of("/proc/sys/net/ipv4/conf"))) {
            return interfaces
                    .map(path -> path.getFileName().toString())
                    .allMatch(name ->
                            name.equals("all") || name.equals("default") || name.equals("lo"));
        } catch (IOException _) {
            return false;
        }
    }

    private static String value(String file, String key, String otherwise) {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(otherwise);
        } catch (IOException _) {
            return otherwise;
        }
    }
}
