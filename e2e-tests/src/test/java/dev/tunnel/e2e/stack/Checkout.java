package dev.tunnel.e2e.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// Where the checkout is, and the programs that the build left in it.
public final class Checkout {
    private static final Path ROOT = find();

    private Checkout() {}

    /// The repository's root.
    public static Path root() {
        return ROOT;
    }

    /// A folder for what a test run leaves behind: data, logs.
    static Path output() {
        return ROOT.resolve("e2e-tests/target/e2e");
    }

    static Path platformJar() {
        return built("platform-server/target/quarkus-app/quarkus-run.jar");
    }

    static Path edgeJar() {
        return built("tunnel-edge/target/tunnel-edge.jar");
    }

    /// The script that runs the agent in this very process: its pid is the agent's.
    static Path tunnel() {
        built("client-cli/target/tunnel.jar");
        return ROOT.resolve("tunnel");
    }

    static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    private static Path built(String path) {
        Path jar = ROOT.resolve(path);
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException(path + " is missing: run ./dev build first");
        }
        return jar;
    }

    private static Path find() {
        return Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
                .takeWhile(folder -> folder != null)
                .filter(folder -> Files.isExecutable(folder.resolve("dev")))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("not inside a checkout"));
    }
}
