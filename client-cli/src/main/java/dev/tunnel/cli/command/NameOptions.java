package dev.tunnel.cli.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options of the verbs whose tunnels have a host name.
final class NameOptions {

    @Option(
            names = "--subdomain",
            paramLabel = "NAME",
            description = "The name wanted below the server's domain.")
    private @Nullable String subdomain;

    @Option(
            names = "--hostname",
            paramLabel = "HOST",
            description = "A full host name that is reserved for you.")
    private @Nullable String hostname;

    @Nullable String subdomain() {
        return subdomain;
    }

    @Nullable String hostname() {
        return hostname;
    }
}
