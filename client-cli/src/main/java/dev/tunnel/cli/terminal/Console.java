package dev.tunnel.cli.terminal;

import dev.tunnel.cli.config.ConfigException;
import dev.tunnel.cli.config.Environment;
import dev.tunnel.cli.config.Failures;
import dev.tunnel.cli.config.LogSettings;
import dev.tunnel.cli.config.LogSettings.Destination;
import dev.tunnel.cli.config.LogSettings.Format;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;

/// The process's standard output and error, the only way to them.
///
/// @param interactive whether a person at a terminal sees the output
/// @param color whether colours are wanted there
public record Console(PrintStream out, PrintStream err, boolean interactive, boolean color) {

    /// The terminal that the process was started from, if it was. `NO_COLOR` and `TERM=dumb` are
    /// respected.
    @SuppressWarnings("SystemConsoleNull") // JDK 25 gives null again where there is no terminal.
    public static Console ofProcess(Environment environment) {
        java.io.Console console = System.console();
        boolean dumb = environment.get("TERM").filter("dumb"::equals).isPresent();
        boolean interactive = console != null && console.isTerminal() && !dumb;
        boolean color = interactive && environment.get("NO_COLOR").isEmpty();
        return new Console(
                stream(FileDescriptor.out), stream(FileDescriptor.err), interactive, color);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /// True where the live screen is shown: at a terminal, unless the user asked for log lines
    /// there.
    public boolean showsScreen(LogSettings settings) {
        Destination destination = settings.destination();
        boolean linesWanted =
                destination instanceof Destination.Stdout
                        || destination instanceof Destination.Stderr
                        || (destination == null && settings.format() != null);
        return interactive && !linesWanted;
    }

    /// The writer of log lines; empty when nothing is to be written.
    public Optional<LogWriter> logWriter(LogSettings settings) {
        Destination destination = settings.destination();
        if (destination == null) {
            destination =
                    showsScreen(settings) ? new Destination.Nowhere() : new Destination.Stdout();
        }
        Format standard = destination instanceof Destination.File ? Format.LOGFMT : Format.TERM;
        Format format = Objects.requireNonNullElse(settings.format(), standard);
        return target(destination).map(stream -> new LogWriter(stream, LogFormats.of(format)));
    }

    private Optional<PrintStream> target(Destination destination) {
        return switch (destination) {
            case Destination.Nowhere _ -> Optional.empty();
            case Destination.Stdout _ -> Optional.of(out);
            case Destination.Stderr _ -> Optional.of(err);
            case Destination.File(var path) -> Optional.of(open(path));
        };
    }

    private static PrintStream open(Path path) {
        try {
            OutputStream stream =
                    Files.newOutputStream(
                            path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return new PrintStream(stream, false, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ConfigException(
                    "log file %s cannot be written: %s".formatted(path, Failures.line(e)), e);
        }
    }
}
