package dev.tunnel.cli.command;

/// A command could not do what it should. The message is for people; there is no stack trace.
final class CommandFailure extends RuntimeException {

    private final ExitCode code;

    CommandFailure(ExitCode code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    ExitCode code() {
        return code;
    }
}
