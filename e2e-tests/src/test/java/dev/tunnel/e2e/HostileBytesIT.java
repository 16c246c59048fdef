package dev.tunnel.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tunnel.e2e.client.Account;
import dev.tunnel.e2e.client.RawConnection;
import dev.tunnel.e2e.client.Visitor;
import dev.tunnel.e2e.service.SocketService;
import dev.tunnel.e2e.service.WebService;
import dev.tunnel.e2e.stack.Agent;
import dev.tunnel.e2e.stack.Footprint;
import dev.tunnel.e2e.stack.Ports;
import dev.tunnel.e2e.stack.SharedStack;
import dev.tunnel.e2e.stack.Stack;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/// Whatever arrives on a port, it is closed, nothing grows, and everybody else is served.
@ExtendWith(SharedStack.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileBytesIT {
    private static final int MIB = 1024 * 1024;
    private static final int GROWTH_MIB = 64;
    private static final int MORE_DESCRIPTORS = 10;
    private static final Duration SILENCE = Duration.ofSeconds(75);

    private final Ports ports;
    private final Stack stack;
    private final WebService web = WebService.start("laptop");
    private final SocketService echo = SocketService.echo();
    private final Agent webAgent;
    private final Agent tcpAgent;
    private final String host;
    private final int tcpPort;
    private Footprint before;

    HostileBytesIT(Stack stack) {
        this.stack = stack;
        this.ports = stack.ports();
        Account account = stack.signUp("hostile");
        this.webAgent = account.machine().start("http", web.target());
        this.tcpAgent = account.machine().start("tcp", echo.target());
        this.host = webAgent.publicUrl("http").getAuthority();
        this.tcpPort = tcpAgent.publicUrl("tcp").getPort();
        talkingPorts().forEach(port -> attack(port, garbage(10_000)));
        this.before = footprint();
    }

    /// A port on which a protocol of ours is spoken.
    private record Port(String name, int number) {}

    @BeforeEach
    void measure() {
        before = footprint();
    }

    @AfterEach
    void nothingHasGrownAndEverybodyIsServed() {
        try (Visitor visitor = new Visitor();
                RawConnection raw = RawConnection.open(tcpPort)) {
            assertThat(visitor.get(webAgent.publicUrl("http")).body()).isEqualTo(web.greeting());
            raw.send("ping");
            assertThat(raw.finishWriting().readToEnd()).isEqualTo("ping");
        }
        before.expectNoGrowth(GROWTH_MIB, MORE_DESCRIPTORS);
    }

    @AfterAll
    void stop() {
        webAgent.close();
        tcpAgent.close();
        web.close();
        echo.close();
    }

    @Test
    void garbageIsClosed() {
        attackEach(IntStream.range(0, 50).mapToObj(i -> garbage(1 + i * 700)).toList());
    }

    @Test
    void truncatedRequestsAreClosed() {
        String request = "POST / HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: 9\r\n\r\nbody";
        attackEach(
                IntStream.range(1, request.length())
                        .mapToObj(end -> request.substring(0, end).getBytes(ISO_8859_1))
                        .toList());
    }

    @Test
    void oversizedHeadsAreRefused() {
        String start = "GET / HTTP/1.1\r\nHost: " + host + "\r\n";
        List<String> heads =
                List.of(
                        "GET /" + "a".repeat(MIB) + " HTTP/1.1\r\n\r\n",
                        start + "X-Long: " + "b".repeat(MIB) + "\r\n\r\n",
                        start + "X-Many: yes\r\n".repeat(100_000) + "\r\n");
        httpPorts()
                .forEach(port ->
                        heads.forEach(head ->
                                assertThat(attack(port, head))
                                        .as(port.name())
                                        .doesNotContain(" 200 ", "Exception")));
    }

    @Test
    void silentConnectionsAreClosed() {
        List<RawConnection> silent =
                talkingPorts()
                        .flatMap(port ->
                                Stream.of("", "GET / HTTP/1.1\r\nHost: ")
                                        .map(text -> open(port).send(text)))
                        .toList();
        try {
            await().atMost(SILENCE)
                    .untilAsserted(() ->
                            assertThat(silent).allSatisfy(HostileBytesIT::expectClosedByPeer));
        } finally {
            silent.forEach(RawConnection::close);
        }
    }

    @Test
    void requestsThatTwoProxiesCouldReadDifferentlyAreRefused() {
        Stream.of(
                        "Content-Length: 4\r\nContent-Length: 5\r\n",
                        "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
                        "Transfer-Encoding: chunked, identity\r\n",
                        "Content-Length: -1\r\n",
                        "Host: other.localhost\r\n",
                        "Bad Header: 1\r\n")
                .forEach(headers ->
                        assertThat(attack(http(), ambiguous(headers)))
                                .as(headers)
                                .startsWith("HTTP/1.1 400 "));
    }

    private String ambiguous(String headers) {
        return "POST / HTTP/1.1\r\nHost: " + host + "\r\n" + headers + "\r\n";
    }

    private static RawConnection open(Port port) {
        return RawConnection.open(port.number());
    }

    private static void expectClosedByPeer(RawConnection connection) {
        assertThat(connection.isClosedByPeer())
                .as("port %d closed", connection.socket().getPort())
                .isTrue();
    }

    /// Every port with each of the bytes, all at once: what is bounded by a time-out takes its
    /// time.
    private void attackEach(List<byte[]> attacks) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> all =
                    talkingPorts()
                            .flatMap(port ->
                                    attacks.stream()
                                            .map(bytes -> (Runnable) () -> attack(port, bytes)))
                            .map(attack -> CompletableFuture.runAsync(attack, threads))
                            .toList();
            all.forEach(CompletableFuture::join);
        }
    }

    private static String attack(Port port, String text) {
        return attack(port, text.getBytes(ISO_8859_1));
    }

    /// Sends bytes and waits until the other side has closed; returns what it said meanwhile.
    private static String attack(Port port, byte[] bytes) {
        try (RawConnection connection = open(port)) {
            connection.sendIgnoringReset(bytes);
            return connection.finishWriting().readToEnd();
        } catch (AssertionError e) {
            throw new AssertionError(port + " after " + bytes.length + " bytes", e);
        }
    }

    private Stream<Port> talkingPorts() {
        return Stream.concat(
                httpPorts(),
                Stream.of(new Port("https", ports.https()), new Port("agent", ports.agent())));
    }

    private Stream<Port> httpPorts() {
        return Stream.of(
                http(),
                new Port("platform", ports.platform()),
                new Port("admin", ports.admin()),
                new Port("inspector", webAgent.inspectorUrl().getPort()));
    }

    private Port http() {
        return new Port("http", ports.http());
    }

    private Footprint footprint() {
        return Footprint.of(stack.platform(), stack.edge(), webAgent.program());
    }

    private static byte[] garbage(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
