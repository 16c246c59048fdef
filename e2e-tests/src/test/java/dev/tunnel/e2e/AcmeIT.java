package dev.tunnel.e2e;

import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tunnel.e2e.client.Account;
import dev.tunnel.e2e.client.TlsVisitor;
import dev.tunnel.e2e.service.RateLimitedDirectory;
import dev.tunnel.e2e.service.WebService;
import dev.tunnel.e2e.stack.Agent;
import dev.tunnel.e2e.stack.AgentHome;
import dev.tunnel.e2e.stack.Command;
import dev.tunnel.e2e.stack.Pebble;
import dev.tunnel.e2e.stack.Ports;
import dev.tunnel.e2e.stack.Program;
import dev.tunnel.e2e.stack.Stack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Certificates from a real ACME server, with real edges and a real platform.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // nothing is started when Pebble is missing
class AcmeIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String AUTHORITY = "Pebble Intermediate";

    private Pebble pebble;
    private Stack stack;
    private Account owner;

    @BeforeAll
    void start() {
        assumeTrue(Command.installed("psql"));
        var programs = Pebble.programs();
        assumeTrue(programs.isPresent(), "no Pebble: set PEBBLE_HOME, or install Go");
        var started = new AtomicReference<@Nullable Pebble>();
        stack =
                Stack.start(
                        "acme",
                        ports -> {
                            var server = Pebble.start(programs.get(), ports.http(), ports.https());
                            started.set(server);
                            return settings(server);
                        });
        pebble = Objects.requireNonNull(started.get());
        owner = Account.signUp(stack, "owner@example.com");
    }

    private static Map<String, String> settings(Pebble pebble) {
        var settings = new HashMap<>(pebble.settings());
        settings.put("TUNNEL_DNS_RESOLVER", "127.0.0.1:" + pebble.dnsPort());
        settings.put("TUNNEL_CERTIFICATES_LEASE", "5S");
        settings.put("TUNNEL_CERTIFICATES_PER_ACCOUNT", "100");
        settings.put("TUNNEL_EDGE_ACME_CONTACT", "operator@tunnel.test");
        settings.put("TUNNEL_EDGE_ACME_CHECK_SECONDS", "2");
        return settings;
    }

    @AfterAll
    void stop() {
        if (Objects.nonNull(stack)) {
            try {
                stack.keepSecret("PRIVATE KEY");
                stack.close();
            } finally {
                pebble.close();
            }
        }
    }

    private String reserve(String name) {
        String label = stack.newName(name);
        owner.reserve(label);
        return label + ".tunnel.test";
    }

    private static X509Certificate shown(String host, Ports ports) throws IOException {
        try (TlsVisitor visitor = TlsVisitor.connect(host, ports.https())) {
            return (X509Certificate) visitor.certificate();
        }
    }

    private static boolean isPublic(X509Certificate certificate) {
        return certificate.getIssuerX500Principal().getName().contains(AUTHORITY);
    }

    private static X509Certificate issued(String host, Ports ports) {
        return await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> shown(host, ports), AcmeIT::isPublic);
    }

    private Program secondEdge(Ports its, Map<String, String> changes) {
        String name = stack.newName("edge");
        String key =
                owner.api()
                        .post("/admin/edges", Map.of("name", name))
                        .expect(201)
                        .get("key")
                        .asText();
        return stack.addEdge(name, key, its, changes);
    }

    private String column(String column, String name) {
        return stack.sql("select %s from certificate where name = '%s'".formatted(column, name));
    }

    @Test
    void theFirstVisitorOfAHostGetsItsCertificate() throws Exception {
        String host = reserve("shop");
        var certificate = shown(host, stack.ports());
        assertThat(isPublic(certificate)).isTrue();
        assertThat(certificate.getSubjectAlternativeNames()).containsExactly(List.of(2, host));
    }

    @Test
    void aDomainOfAnAccountsOwnGetsItsCertificate() throws Exception {
        String host = "shop.customer.test";
        prove(host);
        try (WebService service = WebService.start("laptop");
                Agent agent = machine().start("http", service.target(), "--hostname", host)) {
            agent.awaitLog(host);
            issued(host, stack.ports());
            try (TlsVisitor visitor = TlsVisitor.connect(host, stack.ports().https())) {
                assertThat(((X509Certificate) visitor.certificate()).getSubjectAlternativeNames())
                        .containsExactly(List.of(2, host));
                visitor.socket()
                        .getOutputStream()
                        .write(
                                "GET / HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                                        .formatted(host)
                                        .getBytes(StandardCharsets.US_ASCII));
                assertThat(visitor.socket().getInputStream().readAllBytes())
                        .asString(StandardCharsets.UTF_8)
                        .contains(service.greeting());
            }
        }
    }

    private void prove(String host) {
        var domain = owner.api().post("/reserved-domains", Map.of("hostname", host)).expect(201);
        for (var record : domain.get("records")) {
            if (record.get("type").asText().equals("TXT")) {
                pebble.tell(
                        "set-txt",
                        "{\"host\":\"%s.\",\"value\":\"%s\"}"
                                .formatted(
                                        record.get("name").asText(), record.get("value").asText()));
            }
        }
        String id = domain.get("id").asText();
        assertThat(
                        owner.api()
                                .post("/reserved-domains/" + id + "/verify", Map.of())
                                .expect(200)
                                .get("verified")
                                .asBoolean())
                .isTrue();
    }

    /// A machine that knows where the domain is, and trusts the authority as if it was public.
    private AgentHome machine() throws IOException {
        issued(Pebble.DOMAIN, stack.ports());
        owner.createAuthtoken("laptop");
        AgentHome machine = owner.machine();
        Path folder = stack.folder();
        Path root = Files.writeString(folder.resolve("root.pem"), pebble.root());
        Files.writeString(machine.configuration(), "\nca: " + root + '\n', APPEND);
        Path hosts =
                Files.writeString(
                        folder.resolve("hosts"),
                        "127.0.0.1 localhost\n127.0.0.1 " + Pebble.DOMAIN + '\n');
        return machine.with("JAVA_TOOL_OPTIONS", "-Djdk.net.hosts.file=" + hosts);
    }

    @Test
    void theServersOwnNameNeedsNoVisitor() {
        await().atMost(PATIENCE).until(() -> !column("not_after", "tunnel.test").isEmpty());
        issued("tunnel.test", stack.ports());
    }

    @Test
    void nobodysHostsAreNotOrdered() throws IOException {
        long before = pebble.orders();
        for (int i = 0; i < 20; i++) {
            assertThat(isPublic(shown("random" + i + ".tunnel.test", stack.ports()))).isFalse();
        }
        assertThat(pebble.orders()).isEqualTo(before);
    }

    @Test
    void aHostIsProvedOnTheHttpsPort() throws IOException {
        stack.restartEdge(
                Map.of("TUNNEL_EDGE_ACME_CHALLENGE", "tls-alpn-01", "TUNNEL_LOG_LEVEL", "debug"));
        try {
            String host = reserve("alpn");
            issued(host, stack.ports());
            assertThat(stack.edge().log()).contains("wanted acme-tls/1 of " + host + ": shown");
        } finally {
            stack.restartEdge();
        }
    }

    @Test
    void theWildcardIsProvedByAHook() throws Exception {
        stack.restartEdge(
                Map.of(
                        "TUNNEL_EDGE_ACME_DNS", "exec",
                        "TUNNEL_EDGE_ACME_DNS_COMMAND", hook().toString(),
                        "TUNNEL_EDGE_ACME_DNS_WAIT", "0"));
        try {
            var certificate = issued("anything.tunnel.test", stack.ports());
            assertThat(certificate.getSubjectAlternativeNames())
                    .containsExactlyInAnyOrder(
                            List.of(2, "tunnel.test"), List.of(2, "*.tunnel.test"));
            assertThat(issued("tunnel.test", stack.ports())).isEqualTo(certificate);
        } finally {
            stack.restartEdge();
        }
    }

    private Path hook() throws IOException {
        Path script = stack.folder().resolve("dns-hook");
        Files.writeString(
                script,
                """
                #!/bin/sh
                set -e
                if [ "$1" = ADD ]; then
                  curl -sSf -d "{\\"host\\":\\"$2.\\",\\"value\\":\\"$3\\"}" %1$s/set-txt
                else
                  curl -sSf -d "{\\"host\\":\\"$2.\\"}" %1$s/clear-txt
                fi
                """
                        .formatted(pebble.dnsManagement()));
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void aCertificateIsRenewedBeforeItEnds() {
        String host = reserve("renewed");
        var first = issued(host, stack.ports());
        stack.sql("update certificate set renew_at = now() where name = '%s'".formatted(host));
        await().atMost(PATIENCE).until(() -> !shown(host, stack.ports()).equals(first));
        assertThat(issued(host, stack.ports()).getSerialNumber())
                .isNotEqualTo(first.getSerialNumber());
    }

    @Test
    void aWrongDnsIsNotTriedAgainAtOnce() throws IOException {
        String host = reserve("lost");
        pebble.tell("set-servfail", "{\"host\":\"%s\"}".formatted(host));
        assertThat(isPublic(shown(host, stack.ports()))).isFalse();
        await().atMost(PATIENCE).until(() -> column("failures", host).equals("1"));
        assertThat(column("last_error", host)).isNotEmpty();
        assertThat(column("retry_at > now() + interval '1 min'", host)).isEqualTo("t");
        long before = pebble.orders();
        assertThat(isPublic(shown(host, stack.ports()))).isFalse();
        assertThat(pebble.orders()).isEqualTo(before);
        pebble.tell("clear-servfail", "{\"host\":\"%s\"}".formatted(host));
        stack.sql("update certificate set retry_at = now() where name = '%s'".formatted(host));
        stack.restartEdge();
        issued(host, stack.ports());
        assertThat(column("failures", host)).isEqualTo("0");
    }

    @Test
    void anAuthorityThatHasEnoughIsLeftAlone() throws Exception {
        try (var limited = RateLimitedDirectory.start(pebble, Duration.ofHours(3))) {
            stack.restartEdge(Map.of("TUNNEL_EDGE_ACME_DIRECTORY", limited.url()));
            String host = reserve("limited");
            shown(host, stack.ports());
            await().atMost(PATIENCE).until(() -> column("failures", host).equals("1"));
            assertThat(column("last_error", host)).contains("rate limited");
            assertThat(column("retry_at > now() + interval '2 h'", host)).isEqualTo("t");
        } finally {
            stack.restartEdge();
        }
    }

    @Test
    void ofTwoEdgesThatWantOneNameOneOrders() {
        var its = Ports.allocate();
        try (var other = secondEdge(its, Map.of())) {
            String host = reserve("both");
            long before = pebble.orders();
            var here = CompletableFuture.supplyAsync(() -> issued(host, stack.ports()));
            var there = CompletableFuture.supplyAsync(() -> issued(host, its));
            assertThat(here.join()).isEqualTo(there.join());
            assertThat(pebble.orders()).isEqualTo(before + 1);
            assertThat(other.isRunning()).isTrue();
        }
    }

    @Test
    void whatAKilledEdgeHadBegunAnotherFinishes() throws IOException {
        var its = Ports.allocate();
        var changes = new HashMap<String, String>();
        changes.put("TUNNEL_EDGE_ACME_WAIT", "0");
        Program lost = secondEdge(its, changes);
        String host = reserve("orphan");
        long before = pebble.orders();
        shown(host, its);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> !column("order_url", host).isEmpty());
        lost.kill();
        assertThat(column("not_after", host)).isEmpty();
        issued(host, stack.ports());
        assertThat(pebble.orders()).isEqualTo(before + 1);
        assertThat(stack.edge().log()).contains("going on with the order of " + host);
    }
}
