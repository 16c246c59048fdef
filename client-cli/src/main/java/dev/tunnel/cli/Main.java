package dev.tunnel.cli;

import dev.tunnel.cli.command.Cli;
import dev.tunnel.cli.config.Environment;
import dev.tunnel.cli.terminal.Console;
import dev.tunnel.cli.terminal.NettyLog;
import dev.tunnel.protocol.net.LeakDetection;
import java.time.Clock;

/// The command `tunnel`.
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        NettyLog.install();
        LeakDetection.offUnlessAsked();
        Environment environment = Environment.ofProcess();
        Cli cli = new Cli(environment, Console.ofProcess(environment), Clock.systemUTC());
        System.exit(cli.run(arguments));
    }
}
