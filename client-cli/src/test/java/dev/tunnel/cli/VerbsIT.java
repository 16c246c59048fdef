package dev.tunnel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.cli.edge.AgentProcess;
import dev.tunnel.cli.edge.AgentStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The verbs that do something and end.
final class VerbsIT {

    @TempDir private Path home;

    @SuppressWarnings("NullAway.Init") // setUp
    private AgentStage stage;

    @BeforeEach
    void setUp() throws IOException {
        stage = new AgentStage(home);
    }

    @AfterEach
    void tearDown() throws IOException {
        stage.close();
    }

    private AgentProcess run(int status, String... arguments) throws IOException {
        return run(status, Map.of(), arguments);
    }

    private AgentProcess run(int status, Map<String, String> variables, String... arguments)
            throws IOException {
        AgentProcess process = stage.startWith(variables, arguments);
        assertThat(process.exitStatus()).as(process.lines().toString()).isEqualTo(status);
        assertThat(String.join("\n", process.lines()))
                .doesNotContain("\tat ", "Exception", AgentStage.TOKEN);
        return process;
    }

    @Test
    void reservesListsAndReleases() throws IOException {
        run(0, "reserve", "subdomain", "shop").await("^Next .*--subdomain shop$");
        run(0, "reserve", "tcp", "20022").await("^Next .*--remote-port 20022$");
        run(0, "reserve", "tcp").await("^Reserved   tcp 20777$");
        run(0, "reserve", "tcp", "20023");
        run(0, "reserve", "domain", "www.example.com")
                .await("^DNS        _tunnel.www.example.com TXT \"tv_proof\"$");
        run(0, "reserve", "verify", "www.example.com").await("^Verified");
        AgentProcess list = run(0, "reserved");
        list.await("^subdomain +shop");
        list.await("^domain +www.example.com +verified$");
        list.await("^tcp +20023");
        run(0, "reserved", "--json").await("^\\[\\{\"kind\":\"subdomain\",.*\"port\":20022,");
        run(0, "release", "tcp", "20023").await("^Released   tcp 20023$");
        run(1, "release", "tcp", "20023").await("no tcp \"20023\" is reserved for you");
        assertThat(stage.platform().reservations().bearers()).containsOnly(AgentStage.TOKEN);
    }

    @Test
    void anApiKeyGoesBeforeTheAuthtokenAndRefusalsHaveTheirStatus() throws IOException {
        Map<String, String> key = Map.of("TUNNEL_API_KEY", "tk_good");
        run(4, key, "reserve", "subdomain", "taken").await("tunnel: \"taken\" is not available");
        assertThat(stage.platform().reservations().bearers()).containsExactly("tk_good");
        run(3, Map.of("TUNNEL_API_KEY", "tk_bad"), "reserved").await("API key not accepted");
        run(2, "reserve", "tcp", "99999").await("port 99999 is not between");
        run(2, "release", "port", "1").await("none of subdomain, domain and tcp");
        run(5, "reserved", "--server", "http://localhost:1").await("does not answer");
    }

    @Test
    void theDoctorFindsEverythingInOrder() throws IOException {
        AgentProcess doctor = run(0, "doctor");
        for (String check :
                new String[] {
                    "proxy",
                    "platform name",
                    "platform tcp",
                    "clock",
                    "authtoken",
                    "edge agent port"
                }) {
            doctor.await("^ok +" + check);
        }
        run(0, "doctor", "--json").await("\"check\":\"clock\",\"status\":\"ok\"");
    }

    @Test
    void theDoctorSaysWhatToDo() throws IOException {
        stage.platform().reject(AgentStage.TOKEN, "authtoken_revoked");
        stage.platform().edgeAt("localhost:1");
        AgentProcess doctor = run(1, "doctor");
        doctor.await("^failed +authtoken");
        doctor.await("→ authtoken revoked: make a new one");
        doctor.await("^failed +edge agent port +localhost:1: connection refused");
        run(1, "doctor", "--server", "https://no-such-host.invalid")
                .await("^failed +platform name");
    }

    @Test
    void importsAnNgrokFile() throws IOException {
        Path ngrok = home.resolve(".ngrok");
        Files.writeString(
                ngrok,
                """
                server_addr: tunnel.example.com:4443
                auth_token: old-secret
                trust_host_root_certs: true
                http_proxy: http://u:p%40w@proxy:3128
                inspect_addr: 127.0.0.1:5050
                tunnels:
                  shop:
                    auth: "ada:secret"
                    proto: {https: 8080}
                  ssh:
                    remote_port: 20022
                    proto: {tcp: "22"}
                """);
        run(2, "config", "import", ngrok.toString()).await("is there already; --force");
        run(0, "config", "import", ngrok.toString(), "--force")
                .await("is valid: authtoken set, 2 tunnels");
        assertThat(stage.config())
                .content()
                .contains(
                        "agent_address: \"tunnel.example.com:4443\"",
                        "proxy_url: \"http://u:p%40w@proxy:3128\"",
                        "listen: \"127.0.0.1:5050\"",
                        "subdomain: shop",
                        "scheme: https",
                        "remote_port: 20022");
        assertThat(Files.getPosixFilePermissions(stage.config()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        run(0, "list").await("^ssh +tcp +localhost:22 +port 20022$");
    }

    @Test
    void editsAndChecks() throws IOException {
        Map<String, String> good =
                Map.of("EDITOR", "vi", "VISUAL", "sh -c 'echo \"log: none\" >> \"$1\"' sh");
        run(0, good, "config", "edit").await("is valid: authtoken set");
        assertThat(stage.config()).content().contains("log: none");
        run(2, Map.of("EDITOR", "sh -c 'echo \"nonsense: 1\" >> \"$1\"' sh"), "config", "edit")
                .await("line 4: unknown key \"nonsense\"");
        run(1, Map.of("EDITOR", "false"), "config", "edit").await("the editor \"false\" ended");
    }

    @Test
    void installsAUnitBelowAnotherRoot() throws IOException {
        run(2, "service", "install", "--root", home.resolve("image").toString())
                .await("defines no tunnels");
        Files.writeString(
                stage.config(), "authtoken: tt_x\ntunnels: {web: {proto: http, target: 8080}}\n");
        String[] there = {"--root", home.resolve("image").toString(), "--system", "--user", "ada"};
        run(1, concat("service", "status", there)).await("^Unit       not installed$");
        run(0, concat("service", "install", there)).await("^Unit .*/tunnel.service$");
        Path unit = home.resolve("image/etc/systemd/system/tunnel.service");
        assertThat(unit)
                .content()
                .containsPattern("ExecStart=/.*java.* start --all --config /.*tunnel.yml")
                .contains("User=ada", "RestartPreventExitStatus=2 3 4")
                .doesNotContain("tt_x");
        assertThat(unit.resolveSibling("multi-user.target.wants/tunnel.service"))
                .isSymbolicLink()
                .hasSameTextualContentAs(unit);
        run(0, concat("service", "status", there));
        run(0, concat("service", "uninstall", there)).await("^Removed");
        assertThat(unit).doesNotExist();
    }

    private static String[] concat(String verb, String what, String[] rest) {
        String[] all = new String[rest.length + 2];
        all[0] = verb;
        all[1] = what;
        System.arraycopy(rest, 0, all, 2, rest.length);
        return all;
    }

    @Test
    void bashCompletesCommandsOptionsAndTunnels() throws Exception {
        AgentProcess script = run(0, "completion", "bash");
        Path file = home.resolve("completion.bash");
        Files.writeString(file, String.join("\n", script.lines()) + "\n");
        assertThat(complete(file, "tunnel re")).contains("reserve", "reserved", "release");
        assertThat(complete(file, "tunnel config i")).containsExactly("import");
        assertThat(complete(file, "tunnel http 8080 --sub")).containsExactly("--subdomain");
        assertThat(complete(file, "tunnel completion z")).containsExactly("zsh");
        run(0, "completion", "zsh").await("^#compdef tunnel$");
        run(0, "completion", "fish").await("^complete -c tunnel .*-a 'reserve'");
        run(2, "completion", "cmd").await("none of bash, zsh and fish");
    }

    private static List<String> complete(Path script, String line) throws Exception {
        Process bash =
                new ProcessBuilder(
                                "bash",
                                "-c",
                                """
                                source "$1"
                                COMP_WORDS=($2) COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                                _tunnel
                                printf '%s\\n' "${COMPREPLY[@]}"
                                """,
                                "bash",
                                script.toString(),
                                line)
                        .redirectErrorStream(true)
                        .start();
        return bash.inputReader().lines().toList();
    }
}
