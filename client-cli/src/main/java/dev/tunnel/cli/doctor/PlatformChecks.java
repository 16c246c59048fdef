package dev.tunnel.cli.doctor;

import dev.tunnel.cli.config.Failures;
import dev.tunnel.cli.config.HostPort;
import dev.tunnel.cli.config.ServerUrl;
import dev.tunnel.cli.config.Settings;
import dev.tunnel.cli.reach.HttpAnswer;
import dev.tunnel.cli.reach.HttpCall;
import dev.tunnel.cli.reach.HttpClient;
import dev.tunnel.cli.session.PlatformClient;
import dev.tunnel.cli.session.PlatformClient.TokenAnswer;
import dev.tunnel.cli.session.TokenAdvice;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/// The way to the platform: name, TCP, its answer over TLS or not, the clock, the authtoken.
record PlatformChecks(Settings settings, ServerUrl server, Network network, Clock clock) {
    private static final Duration SKEW = Duration.ofSeconds(60);
    private static final Duration TIMEOUT = Duration.ofSeconds(8);

    List<Finding> examine(PlatformClient platform) {
        List<Finding> findings = new ArrayList<>();
        HostPort target = HttpClient.target(server.uri());
        Finding name = Steps.name("platform name", target, network);
        findings.add(name);
        if (name.status() == Finding.Status.failed) {
            return skipped(findings, "platform tcp", "platform answer", "clock", "authtoken");
        }
        Finding tcp = Steps.tcp("platform tcp", target, network);
        findings.add(tcp);
        if (tcp.status() == Finding.Status.failed) {
            return skipped(findings, "platform answer", "clock", "authtoken");
        }
        answer(findings, platform);
        return findings;
    }

    private void answer(List<Finding> findings, PlatformClient platform) {
        try {
            HttpAnswer answer =
                    HttpClient.of(settings, TIMEOUT)
                            .send(HttpCall.get(server.resolve("/api/v1/server")));
            if (answer.status() != 200) {
                findings.add(
                        Finding.failed(
                                "platform answer",
                                "%s answered with status %d".formatted(server, answer.status()),
                                "is that the platform's URL? tunnel authtoken TOKEN --server URL"
                                        + " sets it"));
                skipped(findings, "clock", "authtoken");
                return;
            }
            findings.add(Finding.ok("platform answer", server + " answers"));
            findings.add(clock(answer));
            findings.add(token(platform));
        } catch (IOException e) {
            findings.add(
                    Finding.failed(
                            "platform answer",
                            Failures.line(e),
                            Steps.isDistrust(e)
                                    ? "its certificate is not trusted by this machine: add its CA"
                                            + " to the system, or set SSL_CERT_FILE or the key ca"
                                    : "ask the server's administrator whether it is up"));
            skipped(findings, "clock", "authtoken");
        }
    }

    /// TLS and tokens do not work for a machine that lives in another time.
    private Finding clock(HttpAnswer answer) {
        try {
            Instant theirs =
                    Instant.from(
                            DateTimeFormatter.RFC_1123_DATE_TIME.parse(
                                    answer.header("date").orElse("")));
            Duration skew = Duration.between(theirs, clock.instant()).abs();
            return skew.compareTo(SKEW) <= 0
                    ? Finding.ok("clock", "within %d s of the server's".formatted(skew.toSeconds()))
                    : Finding.warning(
                            "clock",
                            "%d s off the server's".formatted(skew.toSeconds()),
                            "set this machine's clock: timedatectl set-ntp true");
        } catch (DateTimeParseException _) {
            return Finding.ok("clock", "the server does not say what time it is");
        }
    }

    private Finding token(PlatformClient platform) {
        if (settings.authtoken() == null) {
            return Finding.skipped("authtoken");
        }
        return switch (platform.token(settings.authtoken())) {
            case TokenAnswer.Valid(var token) ->
                    Finding.ok(
                            "authtoken", "\"%s\" of %s".formatted(token.name(), token.account()));
            case TokenAnswer.Rejected(var code, var message) ->
                    Finding.failed("authtoken", message, TokenAdvice.of(code, message));
            case TokenAnswer.Unknown(var reason) ->
                    Finding.failed("authtoken", reason, "try again later");
        };
    }

    private static List<Finding> skipped(List<Finding> findings, String... checks) {
        for (String check : checks) {
            findings.add(Finding.skipped(check));
        }
        return findings;
    }
}
