package dev.tunnel.edge;

import dev.tunnel.edge.config.EdgeSettings;
import dev.tunnel.edge.config.SettingsException;
import dev.tunnel.protocol.net.LeakDetection;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts the edge from environment variables and drains it on SIGTERM. Exit status: 0 stopped, 1
/// could not start, 2 settings that cannot be used.
final class EdgeMain {
    private static final int FAILED = 1;
    private static final int SETTINGS = 2;

    private EdgeMain() {}

    public static void main(String[] args) throws InterruptedException {
        logging(System.getenv());
        var log = LoggerFactory.getLogger(EdgeMain.class);
        LeakDetection.offUnlessAsked();
        var edge = start(log);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(edge), "drain"));
        edge.awaitStop();
    }

    private static Edge start(Logger log) {
        try {
            return Edge.start(EdgeSettings.of(System.getenv()), version());
        } catch (SettingsException e) {
            String.valueOf(e.getMessage()).lines().forEach(log::error);
            System.exit(SETTINGS);
        } catch (EdgeStartException e) {
            log.error(e.getMessage());
            System.exit(FAILED);
        }
        throw new IllegalStateException("unreachable");
    }

    /// The JVM would report the signal as its exit status; a drained edge has stopped properly.
    private static void stop(Edge edge) {
        try {
            edge.stop();
            Runtime.getRuntime().halt(0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String version() {
        return Optional.ofNullable(EdgeMain.class.getPackage().getImplementationVersion())
                .orElse("dev");
    }

    /// Plain lines on standard output. Must run before the first logger is made.
    private static void logging(Map<String, String> variables) {
        var level = variables.getOrDefault("TUNNEL_LOG_LEVEL", "info");
        var settings =
                Map.of(
                        "logFile", "System.out",
                        "defaultLogLevel", level,
                        "log.io.netty", "warn",
                        "showDateTime", "true",
                        "dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
                        "showThreadName", "false",
                        "showShortLogName", "true");
        settings.forEach(
                (key, value) -> System.setProperty("org.slf4j.simpleLogger." + key, value));
    }
}
