package dev.tunnel.cli.command;

import dev.tunnel.cli.config.Environment;
import dev.tunnel.cli.config.Failures;
import dev.tunnel.cli.terminal.Console;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The command line as a whole: parses, runs the verb, and turns whatever happens into one readable
/// line and an exit status.
public final class Cli {

    private final World world;

    public Cli(Environment environment, Console console, Clock clock) {
        String version = Cli.class.getPackage().getImplementationVersion();
        this.world =
                new World(
                        environment,
                        console,
                        clock,
                        Objects.requireNonNullElse(version, "development"));
    }

    /// Does what the arguments say.
    ///
    /// @return the process's exit status
    public int run(String... arguments) {
        PrintStream out = world.console().out();
        PrintStream err = world.console().err();
        CommandLine line =
                new CommandLine(new TunnelCommand(), new CommandFactory(world))
                        .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                        .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                        .setColorScheme(
                                CommandLine.Help.defaultColorScheme(
                                        world.console().color() ? Ansi.ON : Ansi.OFF))
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .setExitCodeExceptionMapper(failure -> ExitCode.of(failure).status())
                        .setParameterExceptionHandler((failure, _) -> usage(failure))
                        .setExecutionExceptionHandler((failure, _, _) -> failed(failure));
        return line.execute(arguments);
    }

    private int usage(ParameterException failure) {
        PrintStream err = world.console().err();
        String command = failure.getCommandLine().getCommandSpec().qualifiedName();
        String hint = "Try: %s --help".formatted(command);
        if (failure instanceof UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()) {
            hint = "Did you mean: %s?".formatted(String.join(", ", unmatched.getSuggestions()));
        }
        err.println("tunnel: " + Failures.line(failure));
        err.println(hint);
        return ExitCode.of(failure).status();
    }

    private int failed(Exception failure) {
        ExitCode code = ExitCode.of(failure);
        PrintStream err = world.console().err();
        if (code == ExitCode.FAILED && !(failure instanceof CommandFailure)) {
            err.println("tunnel: unexpected failure: " + failure);
            if (world.environment().get("TUNNEL_DEBUG").isPresent()) {
                failure.printStackTrace(err);
            } else {
                err.println("Set TUNNEL_DEBUG=1 to see where.");
            }
        } else {
            err.println("tunnel: " + failure.getMessage());
        }
        return code.status();
    }
}
