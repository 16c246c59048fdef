package dev.tunnel.cli.command;

import dev.tunnel.cli.account.Kind;
import dev.tunnel.cli.account.Reserved;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `tunnel reserved`.
@Command(
        name = "reserved",
        header = "Lists the names and ports that are reserved for your account.",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  tunnel reserved",
            "  tunnel reserved --json | jq -r '.[].name'"
        })
final class ReservedCommand implements Callable<Integer> {
    private final World world;
    @Mixin private CommonOptions common = new CommonOptions();

    ReservedCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        return new AccountCalls(world, common)
                .run(reservations -> {
                    List<Reserved> all =
                            Stream.of(Kind.values())
                                    .flatMap(kind -> reservations.list(kind).stream())
                                    .toList();
                    ReservedText text = new ReservedText(world.console().out());
                    if (common.json()) {
                        text.json(all);
                    } else if (all.isEmpty()) {
                        world.console()
                                .out()
                                .println("Nothing is reserved; tunnel reserve --help says how.");
                    } else {
                        all.forEach(text::line);
                    }
                });
    }
}
