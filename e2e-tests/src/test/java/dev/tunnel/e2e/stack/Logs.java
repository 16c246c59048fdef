package dev.tunnel.e2e.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What every log of ours must be free of, whatever a test did.
final class Logs {
    private static final Pattern STACK_TRACE =
            Pattern.compile("^\\s+at [\\w.$/@]+\\(|^Caused by: |Exception in thread|LEAK: ");

    private Logs() {}

    static void expectClean(Path folder, Set<String> secrets) {
        for (Path log : logs(folder)) {
            List<String> lines = lines(log);
            assertThat(lines)
                    .as("stack traces in %s", log.getFileName())
                    .noneMatch(line -> STACK_TRACE.matcher(line).find());
            assertThat(lines)
                    .as("secrets in %s", log.getFileName())
                    .noneMatch(line -> secrets.stream().anyMatch(line::contains));
        }
    }

    private static List<Path> logs(Path folder) {
        try (Stream<Path> files = Files.walk(folder, 3)) {
            return files.filter(file -> file.toString().endsWith(".log")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path log) {
        try {
            return Files.readString(log, StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
