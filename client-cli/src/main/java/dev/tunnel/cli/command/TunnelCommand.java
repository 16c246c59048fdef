package dev.tunnel.cli.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `tunnel` without a verb.
@Command(
        name = "tunnel",
        header = "Gives a service on this machine a public address.",
        synopsisSubcommandLabel = "COMMAND",
        customSynopsis = "tunnel COMMAND [OPTIONS] …",
        subcommands = {
            AuthtokenCommand.class,
            HttpCommand.class,
            TcpCommand.class,
            TlsCommand.class,
            StartCommand.class,
            StatusCommand.class,
            ListCommand.class,
            ConfigCommand.class,
            ReserveCommand.class,
            ReservedCommand.class,
            ReleaseCommand.class,
            DoctorCommand.class,
            ServiceCommand.class,
            CompletionCommand.class,
            VersionCommand.class,
            HelpCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  tunnel authtoken tt_… --server https://tunnel.example.com",
            "                              once: who you are, and where the server is",
            "  tunnel http 8080            a public URL for the web server on port 8080",
            "  tunnel http 8080 --subdomain shop",
            "  tunnel tcp 22 --remote-port 20022",
            "  tunnel tls 8443 --subdomain mail",
            "  tunnel http file:///srv/site  the files of a folder",
            "  tunnel reserve subdomain shop",
            "  tunnel start web db         tunnels of the configuration file",
            "",
            "Exit status: 0 stopped by you, 1 failed while running, 2 wrong usage or",
            "configuration, 3 authtoken rejected, 4 tunnel refused or taken away, 5 server",
            "unreachable with --no-retry."
        })
final class TunnelCommand implements Runnable {

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Override
    public void run() {
        if (spec != null && !help) {
            throw new ParameterException(spec.commandLine(), "which command?");
        }
    }
}
