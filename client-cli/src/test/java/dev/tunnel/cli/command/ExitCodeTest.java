package dev.tunnel.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.cli.config.ConfigException;
import dev.tunnel.cli.config.Environment;
import dev.tunnel.cli.session.Outcome;
import dev.tunnel.cli.terminal.Console;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExitCodeTest {

    @TempDir private Path home;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        Console console =
                new Console(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false,
                        false);
        Environment environment = new Environment(Map.of("HOME", home.toString()));
        return new Cli(environment, console, Clock.systemUTC()).run(arguments);
    }

    private String errors() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "STOPPED, 0",
        "FAILED, 1",
        "TOKEN_REJECTED, 3",
        "TUNNEL_REFUSED, 4",
        "UNREACHABLE, 5",
    })
    void everyOutcomeHasItsStatus(Outcome.Kind kind, int status) {
        assertThat(ExitCode.of(new Outcome(kind, "x")).status()).isEqualTo(status);
    }

    @Test
    void everyFailureHasItsStatus() {
        assertThat(ExitCode.of(new ConfigException("x"))).isEqualTo(ExitCode.USAGE);
        assertThat(ExitCode.of(new IllegalStateException("x"))).isEqualTo(ExitCode.FAILED);
        assertThat(ExitCode.of(new CommandFailure(ExitCode.TOKEN_REJECTED, "x")))
                .isEqualTo(ExitCode.TOKEN_REJECTED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                | which command?",
                "htp 80                            | Did you mean: http",
                "http                              | Missing required parameter: 'TARGET'",
                "http 8080 --subdomian x           | Did you mean: --subdomain?",
                "http 8080 --subdomain -x-         | is not a DNS label",
                "http 8080 --subdomain a --hostname b.c | not both",
                "http 8080 --basic-auth nobody     | user:password",
                "http 8080 --scheme gopher         | none of http, https and both",
                "http 8080 --log-format xml        | none of term, logfmt, json",
                "http 8080                         | tunnel authtoken TOKEN",
                "http 8080 --server ftp://x        | is not the platform's URL",
                "http 8080 --config /no/such/file  | does not exist",
                "tcp 22 --remote-port 70000        | not between 1 and 65535",
                "http 8080 --cidr-allow 10.0.0.0/8,all | \"all\" is neither an IP address nor",
                "http 8080 --cidr-deny 1.2.3.4/33  | \"1.2.3.4/33\" is neither an IP address nor",
                "http 8080 --proxy-protocol v3     | \"v3\" is neither v1 nor v2",
                "http https://a --proxy-protocol v1 | does not reach an https:// target",
                "http 8080 --upstream-protocol spdy | \"spdy\" is neither http1 nor http2",
                "http 8080 --redirect-https --scheme http | must serve https",
                "tls 443 --subdomain a --hostname b.c | not both",
                "tls https://localhost:443         | a tls tunnel carries bytes as they are",
                "tls 443 --basic-auth a:b          | Unknown option",
                "tcp 22 --redirect-https           | Unknown option: '--redirect-https'",
                "tcp 22 --remote-port x            | Invalid value for option '--remote-port'",
                "start web                         | defines no tunnels",
                "config                            | check, path, edit or import?",
                "reserve                           | subdomain NAME, domain HOST or tcp",
                "service                           | install, uninstall or status?",
                "completion cmd                    | none of bash, zsh and fish",
                "release port 1                    | none of subdomain, domain and tcp",
                "http file:///no/such/folder       | there is no folder",
                "tcp file:///tmp                   | only tunnel http shows the files",
                "http https://a --insecure --target-ca /no/such.pem | cannot be read",
                "authtoken tk_abcdefgh             | an API key, not an authtoken",
                "authtoken short                   | not an authtoken",
            })
    void wrongUsageIsOneOrTwoReadableLines(String line, String message) {
        String[] arguments = line.isEmpty() ? new String[0] : line.split(" ");
        assertThat(run(arguments)).isEqualTo(2);
        assertThat(errors()).contains(message).doesNotContain("\tat ", "Exception");
        assertThat(errors().lines()).hasSizeBetween(1, 2);
        assertThat(out.size()).isZero();
    }

    @Test
    void helpTeaches() {
        assertThat(run("--help")).isZero();
        assertThat(run("http", "--help")).isZero();
        assertThat(run("help", "tcp")).isZero();
        assertThat(run("tls", "--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(
                        "tunnel http 8080 --subdomain shop",
                        "tunnel tcp 22",
                        "tunnel tls 8443",
                        "Exit status");
    }

    @Test
    void saysWhereItsFileIs() {
        assertThat(run("config", "path")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).strip())
                .isEqualTo(home + "/.config/tunnel/tunnel.yml");
    }
}
