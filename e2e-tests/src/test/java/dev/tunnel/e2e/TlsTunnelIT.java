package dev.tunnel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tunnel.e2e.client.Account;
import dev.tunnel.e2e.client.RawConnection;
import dev.tunnel.e2e.client.TlsVisitor;
import dev.tunnel.e2e.service.Pattern;
import dev.tunnel.e2e.service.SocketService;
import dev.tunnel.e2e.service.TlsService;
import dev.tunnel.e2e.service.WebService;
import dev.tunnel.e2e.stack.Agent;
import dev.tunnel.e2e.stack.Stack;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// TLS that ends at the local service, on an edge with one port for everything: TLS tunnels, HTTPS
/// tunnels and the agents that serve them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsTunnelIT {
    private static final SocketService.Conversation ECHO =
            socket -> socket.getInputStream().transferTo(socket.getOutputStream());

    /// The edge gives a ClientHello ten seconds.
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir private static Path keys;

    private Stack stack;
    private Account account;

    @BeforeAll
    void start() {
        stack = Stack.startWithOnePort("oneport");
        account = stack.signUp("tls");
    }

    @AfterAll
    void stop() {
        stack.close();
    }

    @Test
    void eachNameOnThePortLeadsToItsOwnCertificate() throws IOException {
        String one = stack.newName("one");
        String two = stack.newName("two");
        String web = stack.newName("web");
        try (TlsService first = service(one, ECHO);
                TlsService second = service(two, ECHO);
                WebService site = WebService.start("site");
                Agent firstAgent = tls(first, one);
                Agent secondAgent = tls(second, two);
                Agent webAgent =
                        account.machine().start("http", site.target(), "--subdomain", web)) {
            int port = stack.ports().https();
            assertThat(firstAgent.publicUrl("tls").getPort()).isEqualTo(port);
            assertThat(secondAgent.publicUrl("tls").getHost()).isEqualTo(host(two));
            assertThat(webAgent.publicUrl("https").getPort()).isEqualTo(port);
            try (TlsVisitor toFirst = TlsVisitor.connect(host(one), port);
                    TlsVisitor toSecond = TlsVisitor.connect(host(two), port);
                    TlsVisitor toWeb = TlsVisitor.connect(host(web), port)) {
                assertThat(toFirst.certificate()).isEqualTo(first.certificate());
                assertThat(toSecond.certificate()).isEqualTo(second.certificate());
                assertThat(toWeb.certificate())
                        .isNotEqualTo(first.certificate())
                        .isNotEqualTo(second.certificate());
                write(toWeb, "GET / HTTP/1.1\r\nHost: " + host(web) + "\r\n");
                write(toWeb, "Connection: close\r\n\r\n");
                assertThat(read(toWeb)).startsWith("HTTP/1.1 200 ").contains(site.greeting());

                // The agents' own port takes visitors of TLS tunnels as well.
                try (TlsVisitor there = TlsVisitor.connect(host(one), stack.ports().agent())) {
                    assertThat(there.certificate()).isEqualTo(first.certificate());
                }
            }
            // A connection that came for one host does not get another one's pages.
            try (TlsVisitor toWeb = TlsVisitor.connect(host(web), port)) {
                write(toWeb, "GET / HTTP/1.1\r\nHost: " + host(one) + "\r\n");
                write(toWeb, "Connection: close\r\n\r\n");
                assertThat(read(toWeb)).startsWith("HTTP/1.1 421 ");
            }
        }
    }

    @Test
    void aVisitorWhoHasFinishedWritingStillGetsTheWholeAnswer() throws IOException {
        String name = stack.newName("half");
        long size = 20_000_000;
        try (TlsService service = service(name, TlsTunnelIT::digest);
                Agent agent = tls(service, name);
                TlsVisitor visitor =
                        TlsVisitor.connect(host(name), agent.publicUrl("tls").getPort())) {
            new Pattern(size).transferTo(visitor.socket().getOutputStream());
            assertThat(visitor.finish()).isEqualTo(Pattern.digest(size).toString());
        }
    }

    @Test
    void visitorsOfAKilledAgentAreHeldAndServedByItsSuccessor() throws IOException {
        String name = stack.newName("killed");
        try (TlsService service = service(name, ECHO)) {
            int port = stack.ports().https();
            try (Agent killed = tls(service, name)) {
                killed.publicUrl("tls");
                killed.program().kill();
            }
            try (Agent again = tls(service, name)) {
                await().atMost(Duration.ofSeconds(30))
                        .ignoreExceptions()
                        .until(() -> {
                            try (TlsVisitor visitor = TlsVisitor.connect(host(name), port)) {
                                return visitor.certificate().equals(service.certificate());
                            }
                        });
                again.publicUrl("tls");
            }
        }
    }

    @Test
    void helloesThatAreNoneOrNeverEndHoldUpNobody() throws IOException {
        String name = stack.newName("calm");
        try (TlsService service = service(name, ECHO);
                Agent agent = tls(service, name);
                RawConnection slow = RawConnection.open(agent.publicUrl("tls").getPort());
                RawConnection silent = RawConnection.open(stack.ports().https());
                RawConnection atAgents = RawConnection.open(stack.ports().agent());
                RawConnection garbage = RawConnection.open(stack.ports().https());
                RawConnection endless = RawConnection.open(stack.ports().https())) {
            slow.send("\26\3\1\0\310\1\0\0\304\3\3");
            atAgents.send("\26\3\1");
            garbage.sendIgnoringReset("SSH-2.0-nobody\r\n".getBytes(StandardCharsets.US_ASCII));
            endless.sendIgnoringReset(longHello());
            try (TlsVisitor visitor = TlsVisitor.connect(host(name), stack.ports().https())) {
                assertThat(visitor.certificate()).isEqualTo(service.certificate());
            }
            await().atMost(PATIENCE)
                    .until(() ->
                            slow.isClosedByPeer()
                                    && silent.isClosedByPeer()
                                    && atAgents.isClosedByPeer()
                                    && garbage.isClosedByPeer()
                                    && endless.isClosedByPeer());
        }
    }

    /// A ClientHello of 64 KiB in records of 16.
    private static byte[] longHello() {
        int record = 16_384;
        byte[] bytes = new byte[4 * (record + 5)];
        for (int at = 0; at < bytes.length; at += record + 5) {
            System.arraycopy(new byte[] {22, 3, 1, 64, 0}, 0, bytes, at, 5);
        }
        System.arraycopy(new byte[] {1, 0, -1, -4, 3, 3}, 0, bytes, 5, 6);
        return bytes;
    }

    private static void digest(Socket socket) throws IOException {
        InputStream all =
                new FilterInputStream(socket.getInputStream()) {
                    @Override
                    public void close() {}
                };
        String answer = Pattern.digest(all).toString();
        socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
    }

    private static void write(TlsVisitor visitor, String text) throws IOException {
        visitor.socket().getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String read(TlsVisitor visitor) throws IOException {
        return new String(visitor.socket().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private TlsService service(String name, SocketService.Conversation conversation) {
        return TlsService.start(keys, host(name), conversation);
    }

    private Agent tls(TlsService service, String name) {
        return account.machine().start("tls", service.target(), "--subdomain", name);
    }

    private static String host(String name) {
        return name + ".localhost";
    }
}
