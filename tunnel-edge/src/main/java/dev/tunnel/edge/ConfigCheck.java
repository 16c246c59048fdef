package dev.tunnel.edge;

import dev.tunnel.edge.config.EdgeSettings;
import dev.tunnel.edge.config.PublicAddress;
import dev.tunnel.edge.config.SettingNames;
import dev.tunnel.edge.config.SettingsException;
import dev.tunnel.edge.tls.CertificateCheck;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/// `check-config`: what the settings mean, and what would go wrong with them, before the edge is
/// started. Changes nothing and listens nowhere.
final class ConfigCheck {
    static final int GOOD = 0;
    static final int WRONG = 1;
    static final int UNUSABLE = 2;

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final Map<String, String> variables;
    private final PrintStream out;
    private final Clock clock;
    private int status = GOOD;

    ConfigCheck(Map<String, String> variables, PrintStream out, Clock clock) {
        this.variables = variables;
        this.out = out;
        this.clock = clock;
    }

    /// @return the exit status: 0 good, 1 something would go wrong, 2 a setting cannot be used
    int run() {
        try {
            var settings = EdgeSettings.of(variables);
            var names = SettingNames.all();
            names.given(variables).forEach((name, value) -> out.println(name + '=' + value));
            out.println("Everything else has its default.");
            out.println();
            explain(settings);
            names.unknown(variables)
                    .forEach((name, meant) ->
                            warn(
                                    name
                                            + " is no setting of the edge"
                                            + meant.map(it -> "; " + it + " is").orElse("")));
            certificate(settings);
            names(settings.address());
            platform(settings);
        } catch (SettingsException e) {
            String.valueOf(e.getMessage()).lines().forEach(line -> tell("error", line));
            return UNUSABLE;
        }
        return status;
    }

    private void explain(EdgeSettings settings) {
        var address = settings.address();
        var listen = settings.listen();
        var tcp = listen.tcpPorts();
        tell(
                "visitors",
                "http://NAME.%s%s and https://NAME.%s%s"
                        .formatted(
                                address.domain(),
                                port(address.httpPort(), HTTP),
                                address.domain(),
                                port(address.httpsPort(), HTTPS)));
        tell(
                "listens",
                "HTTP %d, HTTPS %d, agents %d, on %s"
                        .formatted(
                                listen.httpPort(),
                                listen.httpsPort(),
                                listen.agentPort(),
                                listen.host()));
        tell("agents", "dial %s:%d".formatted(address.agentHost(), address.agentPort()));
        tell(
                "TCP",
                "tunnels get ports %d-%d, %d of them"
                        .formatted(tcp.from(), tcp.to(), tcp.to() - tcp.from() + 1));
        var hosts = settings.platform().hosts();
        tell(
                "web admin",
                hosts.isEmpty()
                        ? "not through this edge (TUNNEL_EDGE_PLATFORM_HOST)"
                        : "https://"
                                + String.join(", https://", hosts)
                                + port(address.httpsPort(), HTTPS));
        tell("data", settings.dataDirectory().toString());
        var admin = listen.admin();
        tell("manage", "http://%s:%d/metrics".formatted(admin.host(), admin.port()));
        if (!isLoopback(admin.host())) {
            warn(
                    "whoever reaches the management port may drain the edge: let only your own"
                            + " network reach it (TUNNEL_EDGE_ADMIN)");
        }
    }

    private static String port(int port, int usual) {
        return port == usual ? "" : ":" + port;
    }

    private void certificate(EdgeSettings settings) {
        try {
            var check = CertificateCheck.of(settings.tls(), settings.address(), clock.instant());
            tell("TLS", check.summary());
            check.warnings().forEach(this::warn);
            var ordering = OrderingCheck.of(settings);
            tell("ACME", ordering.summary());
            ordering.warnings().forEach(this::warn);
        } catch (IOException | GeneralSecurityException e) {
            fail("the TLS certificate cannot be used: " + e.getMessage());
        }
    }

    /// Visitors look up NAME.DOMAIN: one that nobody registered stands for all.
    private void names(PublicAddress address) {
        if (address.domain().equals("localhost")) {
            tell("DNS", "browsers and curl know *.localhost by themselves");
            return;
        }
        for (var host : new String[] {address.domain(), "check-config." + address.domain()}) {
            try {
                tell("DNS", host + " is " + InetAddress.getByName(host).getHostAddress());
            } catch (UnknownHostException e) {
                warn(
                        "%s has no address here: visitors need records for %s and *.%s"
                                .formatted(host, address.domain(), address.domain()));
            }
        }
    }

    private void platform(EdgeSettings settings) {
        var url = settings.platform().url();
        var mine = settings.address().domain();
        try (var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            var request =
                    HttpRequest.newBuilder(URI.create(url + "/api/v1/server"))
                            .timeout(PATIENCE)
                            .build();
            var answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                fail("the platform at %s answers %d".formatted(url, answer.statusCode()));
            } else if (!answer.body().contains("\"domain\":\"" + mine + '"')) {
                fail("the platform at %s serves another domain than %s".formatted(url, mine));
            } else {
                tell("platform", url + " answers, for " + mine);
            }
        } catch (IOException e) {
            fail("the platform at %s cannot be reached (TUNNEL_PLATFORM_URL)".formatted(url));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private void tell(String what, String text) {
        out.printf("%-10s%s%n", what, text);
    }

    private void warn(String text) {
        tell("warning", text);
    }

    private void fail(String text) {
        tell("error", text);
        status = WRONG;
    }
}
