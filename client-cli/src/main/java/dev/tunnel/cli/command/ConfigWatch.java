package dev.tunnel.cli.command;

import dev.tunnel.cli.config.ConfigException;
import dev.tunnel.cli.terminal.Log;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Looks at a file every second and says when it has changed: a notification of the system would
/// miss one that is replaced through a symbolic link, as Kubernetes does. A file that is still
/// being written is left for the next look.
final class ConfigWatch implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Path file;
    private final Runnable changed;
    private final Log log;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("config").factory());
    private @Nullable String loaded;
    private @Nullable String seen;

    private ConfigWatch(Path file, Runnable changed, Log log) {
        this.file = file;
        this.changed = changed;
        this.log = log;
        this.loaded = state();
        this.seen = loaded;
    }

    /// @param changed run on a thread of its own
    static ConfigWatch start(Path file, Runnable changed, Log log) {
        ConfigWatch watch = new ConfigWatch(file, changed, log);
        var _ =
                watch.timer.scheduleWithFixedDelay(
                        watch::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return watch;
    }

    private void look() {
        String now = state();
        String before = seen;
        seen = now;
        if (now == null || !now.equals(before) || now.equals(loaded)) {
            return;
        }
        loaded = now;
        try {
            changed.run();
        } catch (ConfigException e) {
            log.warn("configuration not reloaded", "reason", String.valueOf(e.getMessage()));
        }
    }

    /// @return null while there is no file
    private @Nullable String state() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.lastModifiedTime()
                    + " "
                    + attributes.size()
                    + " "
                    + attributes.fileKey();
        } catch (IOException _) {
            return null;
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
