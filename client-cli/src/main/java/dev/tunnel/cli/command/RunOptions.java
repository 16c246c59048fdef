package dev.tunnel.cli.command;

import picocli.CommandLine.Option;

/// Options of the verbs that run tunnels.
final class RunOptions {

    @Option(
            names = "--no-retry",
            description = "Exit with status 5 when the connection fails, instead of trying again.")
    private boolean noRetry;

    @Option(
            names = "--no-inspect",
            description = "Without the local inspector (API and page on port 4040).")
    private boolean noInspect;

    boolean retry() {
        return !noRetry;
    }

    boolean noInspect() {
        return noInspect;
    }
}
