package dev.tunnel.bench.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// Where the checkout is, and what the build left in it.
public final class Checkout {
    private static final Path ROOT =
            Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
                    .takeWhile(folder -> folder != null)
                    .filter(folder -> Files.isExecutable(folder.resolve("dev")))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("not inside a checkout"));

    private Checkout() {}

    public static Path root() {
        return ROOT;
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    static String platform() {
        return built("platform-server/target/quarkus-app/quarkus-run.jar");
    }

    static String edge() {
        return built("tunnel-edge/target/tunnel-edge.jar");
    }

    /// The script that becomes the agent: its pid is the agent's.
    static String tunnel() {
        built("client-cli/target/tunnel.jar");
        return ROOT.resolve("tunnel").toString();
    }

    private static String built(String path) {
        var jar = ROOT.resolve(path);
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException(path + " is missing: run ./dev build first");
        }
        return jar.toString();
    }
}
