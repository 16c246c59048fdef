package dev.tunnel.cli.command;

import dev.tunnel.protocol.net.Transport;
import io.avaje.jsonb.Json;
import io.avaje.jsonb.Jsonb;
import io.netty.handler.ssl.SslProvider;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `tunnel version`.
@Command(
        name = "version",
        header = "Shows the version and what it runs on.",
        sortOptions = false,
        footer = {"", "Examples:", "  tunnel version", "  tunnel version --json"})
final class VersionCommand implements Callable<Integer> {

    private final World world;

    @Mixin private CommonOptions common = new CommonOptions();

    /// What `--json` shows.
    ///
    /// @param transport `epoll` or `nio`
    /// @param tls `boringssl` or `jdk`
    @Json
    record Facts(
            String version, String java, String os, String arch, String transport, String tls) {}

    VersionCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        Transport transport = Transport.best();
        Facts facts =
                new Facts(
                        world.version(),
                        Runtime.version().toString(),
                        System.getProperty("os.name").toLowerCase(Locale.ROOT),
                        System.getProperty("os.arch"),
                        transport.name().toLowerCase(Locale.ROOT),
                        transport.sslProvider() == SslProvider.JDK ? "jdk" : "boringssl");
        world.console()
                .out()
                .println(
                        common.json()
                                ? Jsonb.builder().build().type(Facts.class).toJson(facts)
                                : "tunnel %s (java %s, %s %s, %s, %s)"
                                        .formatted(
                                                facts.version(),
                                                facts.java(),
                                                facts.os(),
                                                facts.arch(),
                                                facts.transport(),
                                                facts.tls()));
        return ExitCode.OK.status();
    }
}
