package dev.tunnel.cli.config;

import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What an exception means, in words for people.
public final class Failures {

    private Failures() {}

    /// One short line without a class name where the exception says anything.
    public static String line(Throwable failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "no such file";
            case AccessDeniedException _ -> "permission denied";
            case ConnectException _ -> connect(failure);
            default ->
                    firstLine(failure.getMessage()).isEmpty()
                            ? words(failure)
                            : firstLine(failure.getMessage());
        };
    }

    /// Netty puts the system call in front and the address behind; both are said elsewhere.
    private static String connect(Throwable failure) {
        String reason =
                firstLine(failure.getMessage())
                        .replaceFirst("^[a-zA-Z]+\\(\\.\\.\\) failed with error\\(-[0-9]+\\): ", "")
                        .replaceFirst("(?<=[a-z]): ?[^ ]*[/:].*$", "")
                        .toLowerCase(Locale.ROOT);
        return reason.isEmpty() ? "no connection" : reason;
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "" : message.lines().findFirst().orElse("").strip();
    }

    private static String words(Throwable failure) {
        String name = failure.getClass().getSimpleName().replaceAll("(Exception|Error)$", "");
        return name.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
    }
}
