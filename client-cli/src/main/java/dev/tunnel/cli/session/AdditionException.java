package dev.tunnel.cli.session;

/// A tunnel that was asked for while the agent runs is not served.
public final class AdditionException extends RuntimeException {

    private final boolean taken;

    /// @param taken whether the agent serves one of that name already
    AdditionException(String message, boolean taken) {
        super(message, null, false, false);
        this.taken = taken;
    }

    public boolean taken() {
        return taken;
    }
}
