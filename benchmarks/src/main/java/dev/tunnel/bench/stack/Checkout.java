package dev.tunnel.bench.stack;

import dev.tunnel.bench.process.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Where the checkout is, and what the build left in it.
public final class Checkout {
    private static final Path ROOT =
            Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
                    .takeWhile(folder -> folder != null)
                    .filter(folder -> Files.isExecutable(folder.resolve("dev")))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("not inside a checkout"));

    private static final String ARCHIVE = "tunnel-*-linux-*.tar.gz";
    private static final Duration UNPACK = Duration.ofSeconds(60);

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
    public static String tunnel() {
        built("client-cli/target/tunnel.jar");
        return ROOT.resolve("tunnel").toString();
    }

    /// The agent of the archive for this machine, with its own Java and its AOT cache, unpacked
    /// into a folder; nothing where `./dev build` has not made one.
    static Optional<String> packagedTunnel(Path folder) {
        try (var archives = Files.newDirectoryStream(ROOT.resolve("target/dist"), ARCHIVE)) {
            var found = archives.iterator();
            if (!found.hasNext()) {
                return Optional.empty();
            }
            Files.createDirectories(folder);
            Command.run(
                    UNPACK,
                    List.of(
                            "tar",
                            "-xzf",
                            found.next().toString(),
                            "-C",
                            folder.toString(),
                            "--strip-components=1"));
            return Optional.of(folder.resolve("bin/tunnel").toString());
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String built(String path) {
        var jar = ROOT.resolve(path);
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException(path + " is missing: run ./dev build first");
        }
        return jar.toString();
    }
}
