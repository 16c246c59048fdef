package dev.tunnel.cli.command;

import dev.tunnel.cli.config.PrivateCa;
import dev.tunnel.cli.config.TargetTls;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options for TLS to the local service.
final class TargetTlsOptions {

    @Option(
            names = "--insecure",
            description = "Do not verify the certificate of an https:// TARGET.")
    private boolean insecure;

    @Option(
            names = "--target-ca",
            paramLabel = "FILE",
            description = "Trust this CA (PEM) for an https:// TARGET, too.")
    private @Nullable Path ca;

    @Option(
            names = "--target-name",
            paramLabel = "HOST",
            description = "The name that an https:// TARGET is asked for (SNI) and must prove.")
    private @Nullable String name;

    TargetTls toTls() {
        return new TargetTls(!insecure, ca == null ? null : PrivateCa.read(ca), name);
    }
}
