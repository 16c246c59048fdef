package dev.tunnel.cli.command;

import dev.tunnel.cli.account.RestFailure;
import dev.tunnel.cli.config.ConfigException;
import dev.tunnel.cli.session.Outcome;
import picocli.CommandLine.ParameterException;

/// The one table from how things ended to the process's exit status.
public enum ExitCode {
    /// Done, or stopped by the user.
    OK(0),
    /// Failed while running.
    FAILED(1),
    /// The command line or the configuration is wrong.
    USAGE(2),
    /// The authtoken is rejected, or was revoked while running.
    TOKEN_REJECTED(3),
    /// A tunnel was refused, or taken away.
    TUNNEL_REFUSED(4),
    /// The server is unreachable and `--no-retry` was given.
    UNREACHABLE(5);

    private final int status;

    ExitCode(int status) {
        this.status = status;
    }

    /// The process's exit status.
    public int status() {
        return status;
    }

    static ExitCode of(Outcome outcome) {
        return switch (outcome.kind()) {
            case STOPPED -> OK;
            case FAILED -> FAILED;
            case TOKEN_REJECTED -> TOKEN_REJECTED;
            case TUNNEL_REFUSED -> TUNNEL_REFUSED;
            case UNREACHABLE -> UNREACHABLE;
        };
    }

    static ExitCode of(RestFailure.Reason reason) {
        return switch (reason) {
            case CREDENTIAL -> TOKEN_REJECTED;
            case REFUSED -> TUNNEL_REFUSED;
            case INVALID -> USAGE;
            case UNREACHABLE -> UNREACHABLE;
            case MISSING, FAILED -> FAILED;
        };
    }

    static ExitCode of(Throwable failure) {
        return switch (failure) {
            case CommandFailure command -> command.code();
            case ConfigException _, ParameterException _ -> USAGE;
            default -> FAILED;
        };
    }
}
