package dev.tunnel.edge;

import dev.tunnel.edge.config.EdgeSettings;
import dev.tunnel.edge.config.SettingsException;
import dev.tunnel.edge.log.JsonLogProvider;
import dev.tunnel.protocol.net.LeakDetection;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts the edge from environment variables and drains it on SIGTERM. Exit status: 0 stopped, 1
/// could not start, 2 settings that cannot be used. With `check-config` as its argument it explains
/// the settings instead and ends with the same status.
final class EdgeMain {
    private static final int FAILED = 1;
    private static final int SETTINGS = 2;

    private static final PrintStream STANDARD_OUTPUT =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

    private EdgeMain() {}

    public static void main(String[] args) throws InterruptedException {
        if (List.of(args).equals(List.of("check-config"))) {
            System.exit(new ConfigCheck(System.getenv(), STANDARD_OUTPUT, Clock.systemUTC()).run());
        }
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

    /// Lines on standard output, plain or JSON. Must run before the first logger is made.
    private static void logging(Map<String, String> variables) {
        var level = variables.getOrDefault("TUNNEL_LOG_LEVEL", "info");
        if (variables.getOrDefault("TUNNEL_LOG_FORMAT", "text").equals("json")) {
            System.setProperty(JsonLogProvider.CHOICE, JsonLogProvider.class.getName());
            System.setProperty(JsonLogProvider.LEVEL, level);
        }
        var settings =
                Map.of(
                        "logFile", "System.out",
                        "defaultLogLevel", level,
                        "log.io.netty", "warn",
                        "log.org.shredzone", "warn",
                        "showDateTime", "true",
                        "dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
                        "showThreadName", "false",
                        "showShortLogName", "true");
        settings.forEach(
                (key, value) -> System.setProperty("org.slf4j.simpleLogger." + key, value));
    }
}
