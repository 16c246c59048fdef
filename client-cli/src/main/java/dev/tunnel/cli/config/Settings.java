package dev.tunnel.cli.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the agent goes by: flags over environment over file over defaults.
///
/// @param server the platform; absent where the file names only an agent address (ngrok 1.x)
/// @param agentAddress where to connect first; asked of the platform when absent
/// @param apiKey secret for REST calls; absent where the authtoken has to do
/// @param ca trusted instead of the system's roots
/// @param proxies how connections leave this machine
/// @param configFile the file that was read, or would be
public record Settings(
        @Nullable ServerUrl server,
        @Nullable HostPort agentAddress,
        @Nullable Secret authtoken,
        @Nullable Secret apiKey,
        @Nullable PrivateCa ca,
        Proxies proxies,
        InspectorSettings inspector,
        LogSettings log,
        Map<String, List<TunnelDefinition>> tunnels,
        Path configFile) {

    /// The authtoken, or a line that says how to get one.
    public Secret requireAuthtoken() {
        if (authtoken == null) {
            throw new ConfigException(
                    """
                    no authtoken: copy yours from the web admin%s and run: tunnel authtoken TOKEN
                    (or set TUNNEL_AUTHTOKEN)\
                    """
                            .formatted(server == null ? "" : " at " + server));
        }
        return authtoken;
    }

    /// How to name the server to people.
    public String serverName() {
        return server != null ? server.toString() : String.valueOf(agentAddress);
    }
}
