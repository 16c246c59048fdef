package dev.tunnel.cli.command;

import dev.tunnel.cli.account.Reservations;
import dev.tunnel.cli.account.RestFailure;
import dev.tunnel.cli.config.ConfigException;
import dev.tunnel.cli.config.Secret;
import dev.tunnel.cli.config.ServerUrl;
import dev.tunnel.cli.config.Settings;
import dev.tunnel.cli.config.SettingsLoader;
import dev.tunnel.cli.reach.HttpClient;
import java.time.Duration;
import java.util.function.Consumer;

/// Calls of the REST API for the user's account, and what their failures mean for the process.
///
/// @param common where the server is and who calls
record AccountCalls(World world, CommonOptions common) {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    /// @return the exit status
    Integer run(Consumer<Reservations> calls) {
        Settings settings = new SettingsLoader(world.environment()).load(common.overrides());
        ServerUrl server = settings.server();
        if (server == null) {
            throw new ConfigException(
                    "%s names no platform; give --server URL".formatted(settings.configFile()));
        }
        Secret apiKey = settings.apiKey();
        Secret credential = apiKey != null ? apiKey : settings.requireAuthtoken();
        try {
            calls.accept(new Reservations(server, HttpClient.of(settings, TIMEOUT), credential));
            return ExitCode.OK.status();
        } catch (RestFailure e) {
            throw new CommandFailure(ExitCode.of(e.reason()), advice(e, apiKey != null));
        }
    }

    private static String advice(RestFailure failure, boolean byApiKey) {
        if (failure.reason() != RestFailure.Reason.CREDENTIAL) {
            return String.valueOf(failure.getMessage());
        }
        return byApiKey
                ? "API key not accepted (%s): make a new one in the web admin and set api_key or TUNNEL_API_KEY"
                        .formatted(failure.getMessage())
                : "authtoken not accepted for this (%s): make an API key in the web admin and set api_key or TUNNEL_API_KEY"
                        .formatted(failure.getMessage());
    }
}
