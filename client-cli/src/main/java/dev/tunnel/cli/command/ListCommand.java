package dev.tunnel.cli.command;

import dev.tunnel.cli.config.Settings;
import dev.tunnel.cli.config.SettingsLoader;
import dev.tunnel.cli.config.TunnelDefinition;
import io.avaje.jsonb.Json;
import io.avaje.jsonb.Jsonb;
import io.avaje.jsonb.Types;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `tunnel list`.
@Command(
        name = "list",
        header = "Lists the tunnels that the configuration file defines.",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  tunnel list",
            "  tunnel list --json | jq -r '.[].name'",
            "  tunnel start --all"
        })
final class ListCommand implements Callable<Integer> {

    private final World world;

    @Mixin private CommonOptions common = new CommonOptions();

    /// One tunnel, as `--json` shows it.
    @Json
    record Item(
            String name,
            String proto,
            String target,
            @Nullable String subdomain,
            @Nullable String hostname,
            @Nullable Integer remotePort) {

        static Item of(TunnelDefinition tunnel) {
            return new Item(
                    tunnel.name(),
                    tunnel.proto().wire(),
                    tunnel.target().toString(),
                    tunnel.endpoint().subdomain(),
                    tunnel.endpoint().hostname(),
                    tunnel.endpoint().remotePort());
        }

        String wanted() {
            if (subdomain != null) {
                return "subdomain " + subdomain;
            }
            return hostname != null ? hostname : remotePort != null ? "port " + remotePort : "any";
        }
    }

    ListCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        Settings settings = new SettingsLoader(world.environment()).load(common.overrides());
        List<Item> items =
                settings.tunnels().values().stream().flatMap(List::stream).map(Item::of).toList();
        PrintStream out = world.console().out();
        if (common.json()) {
            out.println(
                    Jsonb.builder()
                            .build()
                            .<List<Item>>type(Types.listOf(Item.class))
                            .toJson(items));
        } else if (items.isEmpty()) {
            out.println(settings.configFile() + " defines no tunnels.");
        } else {
            for (Item item : items) {
                out.printf(
                        "%-16s %-5s %-28s %s%n",
                        item.name(), item.proto(), item.target(), item.wanted());
            }
        }
        return ExitCode.OK.status();
    }
}
