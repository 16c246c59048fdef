package dev.tunnel.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tunnel.e2e.client.Account;
import dev.tunnel.e2e.client.Ngrok1Client;
import dev.tunnel.e2e.client.Ngrok1Peer;
import dev.tunnel.e2e.client.RawConnection;
import dev.tunnel.e2e.client.Visitor;
import dev.tunnel.e2e.service.Pattern;
import dev.tunnel.e2e.service.SocketService;
import dev.tunnel.e2e.service.WebService;
import dev.tunnel.e2e.stack.Agent;
import dev.tunnel.e2e.stack.SharedStack;
import dev.tunnel.e2e.stack.Stack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Visitors of tunnels that ngrok 1.x clients opened, and what happens to the clients.
@ExtendWith(SharedStack.class)
class Ngrok1TrafficIT {
    private static final Duration CUT = Duration.ofSeconds(2);

    private final Stack stack;
    private final Account account;

    Ngrok1TrafficIT(Stack stack) {
        this.stack = stack;
        this.account = stack.signUp("ngrok");
    }

    @Test
    void aWebServiceIsReachedOverHttpAndHttps() {
        String name = stack.newName("web");
        try (WebService service = WebService.start("old");
                Ngrok1Client client = client("");
                Visitor visitor = new Visitor()) {
            URI url = URI.create(client.open("http+https", name, 0, service.target()));
            client.served(service.target());
            for (int i = 0; i < 5; i++) {
                assertThat(visitor.get(url).body()).isEqualTo(service.greeting());
            }
            assertThat(client.visitors()).as("one proxy connection for a visitor").hasSize(1);
            assertThat(client.visitors().peek()).matches("127\\.0\\.0\\.1:\\d+");
            assertThat(
                            visitor.post(
                                            url.resolve("/digest"),
                                            BodyPublishers.ofByteArray(bytes()))
                                    .body())
                    .isEqualTo(Pattern.digest(BODY).toString());
            assertThat(Pattern.digest(visitor.download(url.resolve("/bytes?" + BODY)).body()))
                    .isEqualTo(Pattern.digest(BODY));
            assertThat(secure(name)).startsWith("HTTP/1.1 200 ").endsWith(service.greeting());
        }
    }

    private static final int BODY = 3_000_000;

    private static byte[] bytes() {
        try (Pattern pattern = new Pattern(BODY)) {
            return pattern.readAllBytes();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String secure(String name) {
        try (Ngrok1Peer https = Ngrok1Peer.connect(stack.ports().https())) {
            https.send(
                    ("GET / HTTP/1.1\r\nHost: "
                                    + name
                                    + ".localhost:"
                                    + stack.ports().https()
                                    + "\r\nConnection: close\r\n\r\n")
                            .getBytes(US_ASCII));
            return new String(https.socket().getInputStream().readAllBytes(), US_ASCII);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void everyRequestNeedsThePassword() {
        String name = stack.newName("auth");
        try (WebService service = WebService.start("old");
                Ngrok1Client client = client("")) {
            client.control().ask("aa", "http", "", name, "user:word", 0);
            client.served(service.target());
            try (RawConnection visitor = RawConnection.open(stack.ports().http())) {
                String plain = "GET / HTTP/1.1\r\nHost: " + stack.publicHost(name) + "\r\n";
                String basic = Base64.getEncoder().encodeToString("user:word".getBytes(US_ASCII));
                String with = plain + "Authorization: Basic " + basic + "\r\n\r\n";
                assertThat(visitor.send(with).readResponse().status()).isEqualTo(200);
                assertThat(visitor.send(plain + "\r\n").readResponse().status()).isEqualTo(401);
                assertThat(visitor.send(with).readResponse().status()).isEqualTo(200);
            }
        }
    }

    @Test
    void theClientsOwnPageComesThroughWhenItsServiceIsAway() {
        try (Ngrok1Client client = client("");
                Visitor visitor = new Visitor()) {
            URI url = URI.create(client.open("http", stack.newName("off"), 0, "1"));
            for (int i = 0; i < 20; i++) {
                var page = visitor.get(url);
                assertThat(page.statusCode()).isEqualTo(502);
                assertThat(page.body()).contains("The tunnel is up, the service is not");
            }
        }
    }

    @Test
    void aTcpVisitorWhoHasFinishedWritingStillGetsTheAnswer() {
        try (SocketService service = SocketService.echo();
                Ngrok1Client client = client("")) {
            int port = stack.ports().tcpTo() - 1;
            URI url = URI.create(client.open("tcp", "", port, service.target()));
            assertThat(url).isEqualTo(URI.create("tcp://localhost:" + port));
            try (RawConnection visitor = RawConnection.open(port)) {
                visitor.send("hello").finishWriting();
                byte[] answer = visitor.socket().getInputStream().readNBytes(5);
                assertThat(new String(answer, US_ASCII)).isEqualTo("hello");
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            assertThat(client.visitors()).hasSize(1);
        }
    }

    @Test
    void fortyVisitorsAtOnceAreServedWithAtMostTenConnectionsLeftOver() {
        try (WebService service = WebService.start("old");
                Ngrok1Client client = client("")) {
            URI url = URI.create(client.open("http", stack.newName("many"), 0, service.target()));
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<CompletableFuture<String>> all =
                        IntStream.range(0, 40)
                                .mapToObj(
                                        _ -> CompletableFuture.supplyAsync(() -> get(url), threads))
                                .toList();
                assertThat(all.stream().map(CompletableFuture::join))
                        .allMatch(service.greeting()::equals);
            }
            assertThat(client.visitors()).hasSize(40);
            assertThat(client.asked()).isLessThanOrEqualTo(50);
        }
    }

    private static String get(URI url) {
        try (Visitor visitor = new Visitor()) {
            return visitor.get(url).body();
        }
    }

    @Test
    void proxyConnectionsThatDiedOrAreTooManyHurtNobody() {
        try (WebService service = WebService.start("old");
                Ngrok1Client client = client("");
                Visitor visitor = new Visitor()) {
            URI url = URI.create(client.open("http", stack.newName("dead"), 0, service.target()));
            List<Ngrok1Peer> dead = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                dead.add(regProxy(client.clientId()));
            }
            await().until(() -> dead.stream().skip(15).allMatch(it -> isClosed(it)));
            dead.forEach(Ngrok1Peer::close);
            assertThat(visitor.get(url).body()).isEqualTo(service.greeting());
        }
    }

    private Ngrok1Peer regProxy(String clientId) {
        return Ngrok1Peer.connect(stack.ports().agent())
                .say("{\"Type\":\"RegProxy\",\"Payload\":{\"ClientId\":\"" + clientId + "\"}}");
    }

    private static boolean isClosed(Ngrok1Peer peer) {
        try {
            peer.socket().setSoTimeout(1);
            return peer.socket().getInputStream().read() < 0;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void aClientThatMakesNoProxyConnectionsKeepsNobodyWaitingForEver() {
        String name = stack.newName("mute");
        try (Ngrok1Peer peer = Ngrok1Peer.connect(stack.ports().agent());
                Visitor visitor = new Visitor()) {
            peer.auth(account.authtoken(), "").hear("AuthResp");
            peer.ask("aa", "http+tcp", name).hear("NewTunnel");
            int port = URI.create(peer.hear("NewTunnel").get("Url").asText()).getPort();
            try (RawConnection waiting = RawConnection.open(port)) {
                assertThat(visitor.get(URI.create("http://" + stack.publicHost(name))).statusCode())
                        .isEqualTo(504);
                assertThat(waiting.readToEnd()).isEmpty();
            }
        }
    }

    @Test
    void aClientThatComesBackHasItsUrlsBeforeItsOldConnectionIsGone() {
        String name = stack.newName("back");
        try (WebService service = WebService.start("old");
                Ngrok1Client before = client("");
                Visitor visitor = new Visitor()) {
            String web = before.open("http", name, 0, service.target());
            String random = before.open("http", "", 0, service.target());
            String tcp = before.open("tcp", "", 0, service.target());
            try (Ngrok1Client after = client(before.clientId())) {
                assertThat(before.control().rest()).isNotNegative();
                assertThat(after.clientId()).isNotEqualTo(before.clientId());
                assertThat(after.open("tcp", "", 0, service.target())).isEqualTo(tcp);
                assertThat(after.open("http", "", 0, service.target())).isEqualTo(random);
                assertThat(after.open("http", name, 0, service.target())).isEqualTo(web);
                assertThat(visitor.get(URI.create(random)).body()).isEqualTo(service.greeting());
                assertThat(regProxy(before.clientId()).isClosedSilently()).isTrue();
            }
        }
    }

    @Test
    void aClientThatComesBackToAnEdgeThatWasKilledHasItsUrls() {
        try (WebService service = WebService.start("old");
                Ngrok1Client before = client("");
                Visitor visitor = new Visitor()) {
            String random = before.open("http", "", 0, service.target());
            String tcp = before.open("tcp", "", 0, service.target());
            stack.restartKilledEdge();
            try (Ngrok1Client after = client(before.clientId())) {
                assertThat(after.open("tcp", "", 0, service.target())).isEqualTo(tcp);
                assertThat(after.open("http", "", 0, service.target())).isEqualTo(random);
                assertThat(visitor.get(URI.create(random)).body()).isEqualTo(service.greeting());
            }
        }
    }

    @Test
    void aClientThatIsStartedAgainHasItsUrlsAndTwoHaveTheirOwn() {
        String first;
        String second;
        try (Ngrok1Client one = client("");
                Ngrok1Client other = client("")) {
            first = one.open("http", "", 0, "1");
            second = other.open("http", "", 0, "1");
            assertThat(second).isNotEqualTo(first);
        }
        await().untilAsserted(() -> {
            try (Ngrok1Client again = client("")) {
                assertThat(again.open("http", "", 0, "1")).isIn(first, second);
            }
        });
    }

    @Test
    void anotherAccountCannotUseAClientId() {
        Account other = stack.signUp("other");
        try (WebService service = WebService.start("old");
                Ngrok1Client owner = client("");
                Visitor visitor = new Visitor()) {
            URI url = URI.create(owner.open("http", "", 0, service.target()));
            int port = stack.ports().agent();
            try (Ngrok1Client thief =
                    Ngrok1Client.start(port, other.authtoken(), owner.clientId())) {
                assertThat(thief.clientId()).isNotEqualTo(owner.clientId());
                assertThat(thief.open("http", "", 0, "1")).isNotEqualTo(url.toString());
                assertThat(visitor.get(url).body()).isEqualTo(service.greeting());
            }
        }
    }

    @Test
    void aReservedNameIsForItsOwnerOnly() {
        String name = stack.newName("own");
        stack.signUp("owner").reserve(name);
        try (Ngrok1Client client = client("")) {
            client.control().ask("aa", "http", name);
            JsonNode refused = client.answer();
            assertThat(refused.get("Error").asText()).contains(name);
            assertThat(refused.get("Url").asText()).isEmpty();
        }
    }

    @Test
    void anAgentOfOursTakesANameOverAndBack() {
        String name = stack.newName("both");
        try (WebService ours = WebService.start("new");
                WebService old = WebService.start("old");
                Ngrok1Client client = client("");
                Visitor visitor = new Visitor()) {
            URI url = URI.create(client.open("http", name, 0, old.target()));
            assertThat(visitor.get(url).body()).isEqualTo(old.greeting());
            try (Agent agent =
                    account.machine().start("http", ours.target(), "--subdomain", name)) {
                agent.publicUrl("http");
                assertThat(visitor.get(url).body()).isEqualTo(ours.greeting());
                assertThat(client.answer().get("Error").asText()).contains("took the name over");
                try (Ngrok1Client again = client("")) {
                    again.open("http", name, 0, old.target());
                    assertThat(visitor.get(url).body()).isEqualTo(old.greeting());
                    assertThat(agent.awaitExit()).isEqualTo(4);
                }
            }
        }
    }

    @Test
    void revokingTheAuthtokenEndsTheClientAndItsVisitorsAtOnce() throws IOException {
        Account leaver = stack.signUp("leaver");
        int agents = stack.ports().agent();
        try (SocketService service = SocketService.echo();
                Ngrok1Client client = Ngrok1Client.start(agents, leaver.authtoken(), "")) {
            URI url = URI.create(client.open("tcp", "", 0, service.target()));
            try (RawConnection visitor = RawConnection.open(url.getPort())) {
                visitor.send("x");
                assertThat(visitor.socket().getInputStream().read()).isEqualTo('x');
                leaver.revokeAuthtoken();
                visitor.socket().setSoTimeout((int) CUT.toMillis());
                assertThat(visitor.readToEnd()).isEmpty();
            }
            assertThat(client.answer().get("Error").asText()).contains("revoked");
            try (Ngrok1Peer again = Ngrok1Peer.connect(agents)) {
                assertThat(
                                again.auth(leaver.authtoken(), client.clientId())
                                        .hear("AuthResp")
                                        .get("Error")
                                        .asText())
                        .contains("revoked");
            }
        }
    }

    @Test
    void whatItCarriedIsCounted() {
        Account counted = stack.signUp("counted");
        try (SocketService service = SocketService.echo();
                Ngrok1Client client =
                        Ngrok1Client.start(stack.ports().agent(), counted.authtoken(), "")) {
            URI url = URI.create(client.open("tcp", "", 0, service.target()));
            try (RawConnection visitor = RawConnection.open(url.getPort())) {
                visitor.send("0123456789");
                assertThat(visitor.socket().getInputStream().readNBytes(10)).hasSize(10);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() ->
                            assertThat(counted.usage()).isEqualTo(new Account.Usage(10, 10, 1, 0)));
        }
    }

    private Ngrok1Client client(String clientId) {
        return Ngrok1Client.start(stack.ports().agent(), account.authtoken(), clientId);
    }
}
