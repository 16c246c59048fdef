package dev.tunnel.cli.command;

import dev.tunnel.api.rest.ServerInfo;
import dev.tunnel.cli.config.ConfigException;
import dev.tunnel.cli.config.ConfigFile;
import dev.tunnel.cli.config.Secret;
import dev.tunnel.cli.config.ServerUrl;
import dev.tunnel.cli.config.Settings;
import dev.tunnel.cli.config.SettingsLoader;
import dev.tunnel.cli.reach.HttpClient;
import dev.tunnel.cli.session.PlatformClient;
import dev.tunnel.cli.session.PlatformClient.ServerAnswer;
import dev.tunnel.cli.session.PlatformClient.TokenAnswer;
import dev.tunnel.cli.session.TokenAdvice;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `tunnel authtoken TOKEN [--server URL]`.
@Command(
        name = "authtoken",
        header = "Stores who you are and where the server is.",
        sortOptions = false,
        description = {
            "Asks the server whether the authtoken is good, learns where agents connect and which",
            "private CA the server uses, if any, and keeps all that in the configuration file."
        },
        footer = {
            "",
            "Examples:",
            "  tunnel authtoken tt_… --server https://tunnel.example.com",
            "  tunnel authtoken -          reads the token from standard input"
        })
final class AuthtokenCommand implements Callable<Integer> {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final World world;

    @Parameters(paramLabel = "TOKEN", description = "From the web admin; - reads standard input.")
    private String token = "";

    @Mixin private CommonOptions common = new CommonOptions();

    AuthtokenCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        Secret authtoken = TokenInput.read(token);
        SettingsLoader loader = new SettingsLoader(world.environment());
        ConfigFile file = loader.configFile(common.overrides()).mayBeMissing();
        Settings settings = loader.load(common.overrides(), file);
        ServerUrl server = settings.server();
        if (server == null) {
            throw new ConfigException(
                    "%s names no platform; give --server URL".formatted(file.path()));
        }
        PlatformClient platform = new PlatformClient(server, HttpClient.of(settings, TIMEOUT));
        TokenAnswer answer = platform.token(authtoken);
        if (answer instanceof TokenAnswer.Rejected(var code, var message)) {
            throw new CommandFailure(
                    ExitCode.TOKEN_REJECTED,
                    "%s\nNothing was stored.".formatted(TokenAdvice.of(code, message)));
        }
        Optional<ServerInfo> info =
                answer instanceof TokenAnswer.Valid
                                && platform.server() instanceof ServerAnswer.Known(var known)
                        ? Optional.of(known)
                        : Optional.empty();
        Enrolment enrolment = Enrolment.of(file, server, authtoken, info);
        enrolment.store();
        new EnrolmentReport(world.console(), world.environment()).print(enrolment, answer);
        return ExitCode.OK.status();
    }
}
