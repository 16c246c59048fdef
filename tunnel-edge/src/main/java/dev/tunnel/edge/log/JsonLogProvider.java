package dev.tunnel.edge.log;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/// SLF4J with one JSON object a line on standard output. Chosen by the system property
/// `slf4j.provider`, which must be set before the first logger is made; `tunnel.log.level` is the
/// level.
public final class JsonLogProvider implements SLF4JServiceProvider {
    /// The property that SLF4J reads.
    public static final String CHOICE = "slf4j.provider";

    /// The property with the level.
    public static final String LEVEL = "tunnel.log.level";

    private static final PrintStream STANDARD_OUTPUT =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

    private final Map<String, Logger> loggers = new ConcurrentHashMap<>();
    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter context = new NOPMDCAdapter();
    private final Level level =
            Level.valueOf(System.getProperty(LEVEL, "INFO").toUpperCase(Locale.ROOT));

    @Override
    public ILoggerFactory getLoggerFactory() {
        return name -> loggers.computeIfAbsent(name, this::make);
    }

    private Logger make(String name) {
        boolean chatty = isLibrary(name) && level.toInt() < Level.WARN.toInt();
        return new JsonLogger(
                name,
                chatty ? Level.WARN : level,
                new JsonLines(STANDARD_OUTPUT, Clock.systemUTC()));
    }

    private static boolean isLibrary(String name) {
        return name.startsWith("io.netty.") || name.startsWith("org.shredzone.");
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return context;
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99";
    }

    @Override
    public void initialize() {}
}
