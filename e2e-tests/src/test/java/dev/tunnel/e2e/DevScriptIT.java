package dev.tunnel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.e2e.stack.Checkout;
import dev.tunnel.e2e.stack.Command;
import dev.tunnel.e2e.stack.Command.Result;
import dev.tunnel.e2e.stack.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./dev` as a newcomer uses it, on ports and in a data folder of its own.
class DevScriptIT {
    @TempDir private Path data;
    private final Ports ports = Ports.allocate();

    @Test
    void demoShowsTheAnswerThatCameThroughTheTunnelAndLeavesNothingRunning() {
        Result first = dev("demo", "--once").expectSuccess();
        Result second = dev("demo", "--once").expectSuccess();

        assertThat(first.output())
                .contains("$ curl http://hello.localhost:" + ports.http())
                .contains("Hello from localhost:")
                .contains("log in as demo@example.com");
        assertThat(second.output()).contains("Hello from localhost:");
        assertThat(processesOfThisStack()).isEmpty();
    }

    @Test
    void upInTheBackgroundIsSeenByStatusAndEndedByDown() {
        Result up = dev("up", "--detach").expectSuccess();
        try {
            assertThat(up.output())
                    .contains("http://localhost:" + ports.platform())
                    .contains("./tunnel authtoken TOKEN");
            assertThat(dev("status").expectSuccess().output())
                    .containsPattern("platform +ready")
                    .containsPattern("edge +ready");
            assertThat(dev("up", "--detach").status()).isZero();
            assertThat(dev("logs", "edge").expectSuccess().output()).isNotBlank();
        } finally {
            dev("down").expectSuccess();
        }
        assertThat(dev("status").status()).isNotZero();
        assertThat(processesOfThisStack()).isEmpty();
    }

    @Test
    void aPortInUseIsNamedInOneLine() throws IOException {
        try (ServerSocket other =
                new ServerSocket(ports.https(), 1, InetAddress.getLoopbackAddress())) {
            Result refused = dev("up", "--detach");

            assertThat(refused.status()).isEqualTo(1);
            assertThat(refused.output().lines())
                    .singleElement()
                    .asString()
                    .contains("port " + other.getLocalPort() + " is in use")
                    .contains("TUNNEL_EDGE_HTTPS_PORT");
        }
    }

    @Test
    void aJdk25IsFoundWhateverJavaHomeSays() {
        String script = "source deploy/lib/find-jdk; find_jdk";
        for (String home : List.of("", "/nowhere", "/usr")) {
            Result found = bash(Map.of("JAVA_HOME", home, "PATH", "/usr/bin:/bin"), script);

            assertThat(Path.of(found.expectSuccess().output().trim(), "bin", "javac"))
                    .isExecutable();
        }
    }

    @Test
    void aChangedANewAndADeletedSourceEachAskForABuildAndNothingElseDoes(@TempDir Path copy)
            throws IOException {
        Path source = write(copy.resolve("platform-api/src/Main.java"), "class Main {}");
        bash(Map.of(), "cd '%s' && git init -q && git add .".formatted(copy)).expectSuccess();
        String first = inputHash(copy);

        write(copy.resolve("docs/page.md"), "not an input");
        assertThat(inputHash(copy)).isEqualTo(first);

        write(source, "class Main { int changed; }");
        String changed = inputHash(copy);
        Path added = write(copy.resolve("platform-api/src/New.java"), "class New {}");
        String withNew = inputHash(copy);
        Files.delete(added);

        assertThat(changed).isNotEqualTo(first);
        assertThat(withNew).isNotEqualTo(changed);
        assertThat(inputHash(copy)).isEqualTo(changed);
        Files.delete(source);
        assertThat(inputHash(copy)).isNotEqualTo(changed);
    }

    @Test
    void unknownCommandsAndArgumentsAreRefusedWithAWordOfHelp() {
        assertThat(dev("launch").status()).isEqualTo(1);
        assertThat(dev("launch").output()).contains("unknown command: launch");
        assertThat(dev("down", "--all").output()).contains("unexpected argument: --all");
        assertThat(dev("help").expectSuccess().output()).contains("demo [--once]");
    }

    @Test
    void theScriptsPassShellcheck() {
        org.junit.jupiter.api.Assumptions.assumeTrue(Command.installed("shellcheck"));

        bash(Map.of(), "shellcheck -x dev tunnel .ci/run").expectSuccess();
    }

    private Result dev(String... arguments) {
        List<String> command = new ArrayList<>(List.of(Checkout.root().resolve("dev").toString()));
        command.addAll(List.of(arguments));
        return Command.run(environment(), command);
    }

    private Map<String, String> environment() {
        Map<String, String> variables = new HashMap<>();
        variables.put("TUNNEL_BUILD", "never"); // this test runs inside the build
        variables.put("TUNNEL_DATA_DIR", data.toString());
        variables.put("TUNNEL_PLATFORM_PORT", Integer.toString(ports.platform()));
        variables.put("TUNNEL_EDGE_HTTP_PORT", Integer.toString(ports.http()));
        variables.put("TUNNEL_EDGE_HTTPS_PORT", Integer.toString(ports.https()));
        variables.put("TUNNEL_EDGE_AGENT_PORT", Integer.toString(ports.agent()));
        variables.put("TUNNEL_EDGE_TCP_PORTS", ports.tcpFrom() + "-" + ports.tcpTo());
        variables.put("TUNNEL_EDGE_ADMIN", "127.0.0.1:" + ports.admin());
        return variables;
    }

    /// Command lines that name this test's data folder: Postgres has it among its arguments.
    private List<String> processesOfThisStack() {
        return ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(line -> line.contains(data.toString()))
                .toList();
    }

    private static String inputHash(Path checkout) {
        String script =
                "root=$PWD; cd '%s'; JAVA_HOME=jdk; source \"$root/deploy/lib/build\"; hash_inputs";
        return bash(Map.of(), script.formatted(checkout)).expectSuccess().output();
    }

    private static Result bash(Map<String, String> environment, String script) {
        String inRoot = "cd '%s'; %s".formatted(Checkout.root(), script);
        return Command.run(environment, List.of("bash", "-c", inRoot));
    }

    private static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
