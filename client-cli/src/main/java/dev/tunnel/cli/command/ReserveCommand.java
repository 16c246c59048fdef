package dev.tunnel.cli.command;

import dev.tunnel.cli.account.Kind;
import dev.tunnel.cli.account.Reserved;
import dev.tunnel.cli.config.HostPort;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tunnel reserve subdomain NAME | domain HOST | tcp [PORT]`.
@Command(
        name = "reserve",
        header = "Keeps a name or a port for your account, whether a tunnel runs or not.",
        synopsisSubcommandLabel = "subdomain NAME | domain HOST | tcp [PORT] | verify HOST",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  tunnel reserve subdomain shop        then: tunnel http 8080 --subdomain shop",
            "  tunnel reserve domain www.example.com",
            "                                       says which DNS record proves that it is yours",
            "  tunnel reserve verify www.example.com",
            "                                       once the record is there",
            "  tunnel reserve tcp 20022             then: tunnel tcp 22 --remote-port 20022",
            "  tunnel reserve tcp                   any free port",
            "  tunnel reserved                      what you have; tunnel release gives it back",
            "",
            "The server is asked with your API key (--api-key, TUNNEL_API_KEY or api_key in the",
            "file) if you have one, otherwise with your authtoken."
        })
final class ReserveCommand implements Callable<Integer> {
    private final World world;
    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    ReserveCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        if (spec != null && !help) {
            throw new ParameterException(
                    spec.commandLine(), "what? subdomain NAME, domain HOST or tcp [PORT]");
        }
        return ExitCode.OK.status();
    }

    @Command(name = "subdomain", header = "Keeps a name below the server's domain.")
    Integer subdomain(
            @Parameters(paramLabel = "NAME", description = "A DNS label, like shop.") String name,
            @Option(names = "--description", paramLabel = "TEXT", description = "What it is for.")
                    @Nullable String description,
            @Mixin CommonOptions common) {
        Map<String, Object> wish = new LinkedHashMap<>(Map.of("name", name));
        if (description != null) {
            wish.put("description", description);
        }
        return reserve(Kind.SUBDOMAIN, wish, common);
    }

    @Command(name = "domain", header = "Keeps a host name of your own domain.")
    Integer domain(
            @Parameters(paramLabel = "HOST", description = "Like www.example.com.") String host,
            @Mixin CommonOptions common) {
        return reserve(Kind.DOMAIN, Map.of("hostname", host), common);
    }

    @Command(name = "verify", header = "Looks for the DNS record that proves who owns a domain.")
    Integer verify(
            @Parameters(paramLabel = "HOST", description = "A domain that you reserved.")
                    String host,
            @Mixin CommonOptions common) {
        return new AccountCalls(world, common)
                .run(reservations -> print(reservations.verify(host), common));
    }

    @Command(name = "tcp", header = "Keeps a public TCP port.")
    Integer tcp(
            @Parameters(
                            paramLabel = "PORT",
                            arity = "0..1",
                            description = "The port wanted; any free one when left out.")
                    @Nullable String port,
            @Mixin CommonOptions common) {
        return reserve(
                Kind.TCP,
                port == null ? Map.of() : Map.of("port", HostPort.parsePort(port)),
                common);
    }

    private Integer reserve(Kind kind, Map<String, Object> wish, CommonOptions common) {
        return new AccountCalls(world, common)
                .run(reservations -> print(reservations.reserve(kind, wish), common));
    }

    private void print(Reserved reserved, CommonOptions common) {
        ReservedText text = new ReservedText(world.console().out());
        if (common.json()) {
            text.json(reserved);
        } else {
            text.reserved(reserved);
        }
    }
}
