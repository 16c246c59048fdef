package dev.tunnel.cli.command;

import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/// Makes the verbs, giving them what they work with.
final class CommandFactory implements IFactory {

    private final World world;

    CommandFactory(World world) {
        this.world = world;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        Object command =
                switch (type.getSimpleName()) {
                    case "HttpCommand" -> new HttpCommand(world);
                    case "TcpCommand" -> new TcpCommand(world);
                    case "TlsCommand" -> new TlsCommand(world);
                    case "StartCommand" -> new StartCommand(world);
                    case "AuthtokenCommand" -> new AuthtokenCommand(world);
                    case "StatusCommand" -> new StatusCommand(world);
                    case "ListCommand" -> new ListCommand(world);
                    case "ConfigCommand" -> new ConfigCommand(world);
                    case "ReserveCommand" -> new ReserveCommand(world);
                    case "ReservedCommand" -> new ReservedCommand(world);
                    case "ReleaseCommand" -> new ReleaseCommand(world);
                    case "DoctorCommand" -> new DoctorCommand(world);
                    case "ServiceCommand" -> new ServiceCommand(world);
                    case "CompletionCommand" -> new CompletionCommand(world);
                    case "VersionCommand" -> new VersionCommand(world);
                    default -> CommandLine.defaultFactory().create(type);
                };
        return type.cast(command);
    }
}
