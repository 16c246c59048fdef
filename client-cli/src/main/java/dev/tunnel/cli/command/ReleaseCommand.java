package dev.tunnel.cli.command;

import dev.tunnel.cli.account.Kind;
import dev.tunnel.cli.account.Reserved;
import dev.tunnel.cli.config.ConfigException;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `tunnel release subdomain NAME | domain HOST | tcp PORT`.
@Command(
        name = "release",
        header = "Gives a reserved name or port back; others may take it then.",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  tunnel release subdomain shop",
            "  tunnel release domain www.example.com",
            "  tunnel release tcp 20022"
        })
final class ReleaseCommand implements Callable<Integer> {
    private final World world;

    @Parameters(index = "0", paramLabel = "KIND", description = "subdomain, domain or tcp.")
    private String kind = "";

    @Parameters(index = "1", paramLabel = "NAME", description = "The name, host name or port.")
    private String name = "";

    @Mixin private CommonOptions common = new CommonOptions();

    ReleaseCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        Kind of =
                Arrays.stream(Kind.values())
                        .filter(candidate -> candidate.word().equals(kind))
                        .findFirst()
                        .orElseThrow(() ->
                                new ConfigException(
                                        "\"%s\" is none of subdomain, domain and tcp"
                                                .formatted(kind)));
        return new AccountCalls(world, common)
                .run(reservations -> {
                    Reserved released = reservations.release(of, name);
                    if (common.json()) {
                        new ReservedText(world.console().out()).json(released);
                    } else {
                        world.console().out().println("Released   %s %s".formatted(kind, name));
                    }
                });
    }
}
