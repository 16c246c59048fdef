package dev.tunnel.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingsLoaderTest {

    @TempDir private Path directory;

    private Settings load(Overrides overrides, String file, String... variables)
            throws IOException {
        Path path = directory.resolve("tunnel.yml");
        Files.writeString(path, file);
        Map<String, String> environment = new HashMap<>();
        environment.put("TUNNEL_CONFIG", path.toString());
        for (int i = 0; i < variables.length; i += 2) {
            environment.put(variables[i], variables[i + 1]);
        }
        return new SettingsLoader(new Environment(environment)).load(overrides);
    }

    private static Overrides flags(@Nullable String server, @Nullable String token) {
        return new Overrides(
                null,
                server,
                token == null ? null : Secret.of(token),
                null,
                null,
                null,
                null,
                false);
    }

    @Test
    void aFlagWinsOverTheEnvironmentAndThatOverTheFile() throws IOException {
        String file = "server: http://file:1\nauthtoken: tt_file\n";
        assertThat(load(Overrides.NONE, file).server()).hasToString("http://file:1");
        assertThat(load(Overrides.NONE, file).authtoken()).isEqualTo(Secret.of("tt_file"));
        String[] environment = {"TUNNEL_SERVER", "http://env:1", "TUNNEL_AUTHTOKEN", "tt_env"};
        Settings fromEnvironment = load(Overrides.NONE, file, environment);
        assertThat(fromEnvironment.server()).hasToString("http://env:1");
        assertThat(fromEnvironment.authtoken()).isEqualTo(Secret.of("tt_env"));
        Settings fromFlags = load(flags("http://flag:1", "tt_flag"), file, environment);
        assertThat(fromFlags.server()).hasToString("http://flag:1");
        assertThat(fromFlags.authtoken()).isEqualTo(Secret.of("tt_flag"));
    }

    @Test
    void theApiKeyComesFromTheEnvironmentOrTheFile() throws IOException {
        assertThat(load(Overrides.NONE, "api_key: tk_file\n").apiKey())
                .isEqualTo(Secret.of("tk_file"));
        assertThat(load(Overrides.NONE, "api_key: tk_file\n", "TUNNEL_API_KEY", "tk_env").apiKey())
                .isEqualTo(Secret.of("tk_env"));
    }

    @Test
    void theProxyComesFromTheEnvironmentOrTheFile() throws IOException {
        String file = "proxy_url: http://file:3128\n";
        HostPort far = new HostPort("edge.example.com", 443);
        assertThat(load(Overrides.NONE, file).proxies().to(far).orElseThrow())
                .hasToString("http://file:3128");
        assertThat(
                        load(Overrides.NONE, file, "https_proxy", "socks5://u:p@env")
                                .proxies()
                                .to(far)
                                .orElseThrow())
                .hasToString("socks5://u:***@env:1080");
        assertThat(load(Overrides.NONE, file, "NO_PROXY", ".example.com").proxies().to(far))
                .isEmpty();
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> load(Overrides.NONE, file, "HTTPS_PROXY", "ftp://a:secret@b"))
                .withMessageStartingWith("HTTPS_PROXY: the proxy is not a URL")
                .withMessageNotContaining("secret");
    }

    @Test
    void anEmptyVariableCountsAsUnset() throws IOException {
        assertThat(load(Overrides.NONE, "authtoken: tt_file\n", "TUNNEL_AUTHTOKEN", "").authtoken())
                .isEqualTo(Secret.of("tt_file"));
    }

    @Test
    void theServerIsLocalhostWhenNobodySays() throws IOException {
        assertThat(load(Overrides.NONE, "").server()).isEqualTo(ServerUrl.DEFAULT);
    }

    @Test
    void anAgentAddressBelongsToTheServerOfTheFile() throws IOException {
        String file = "server: http://a:1\nagent_address: edge:4443\n";
        assertThat(load(Overrides.NONE, file).agentAddress()).hasToString("edge:4443");
        assertThat(load(flags("http://a:1/", null), file).agentAddress()).hasToString("edge:4443");
        assertThat(load(flags("http://b:1", null), file).agentAddress()).isNull();
    }

    @Test
    void anNgrok1FileHasNoPlatform() throws IOException {
        Settings settings = load(Overrides.NONE, "server_addr: edge:4443\n");
        assertThat(settings.server()).isNull();
        assertThat(settings.agentAddress()).hasToString("edge:4443");
        assertThat(settings.serverName()).isEqualTo("edge:4443");
    }

    @Test
    void aMissingAuthtokenSaysHowToGetOne() throws IOException {
        Settings settings = load(Overrides.NONE, "");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(settings::requireAuthtoken)
                .withMessageContaining("tunnel authtoken TOKEN");
    }

    @Test
    void findsTheFileInTheUsualPlace() {
        assertThat(new Environment(Map.of("HOME", "/home/ada")).defaultConfigFile())
                .hasToString("/home/ada/.config/tunnel/tunnel.yml");
        Environment xdg =
                new Environment(Map.of("HOME", "/home/ada", "XDG_CONFIG_HOME", "/etc/ada"));
        assertThat(xdg.defaultConfigFile()).hasToString("/etc/ada/tunnel/tunnel.yml");
        Environment relative =
                new Environment(Map.of("HOME", "/home/ada", "XDG_STATE_HOME", "relative"));
        assertThat(relative.stateDirectory()).hasToString("/home/ada/.local/state/tunnel");
    }
}
