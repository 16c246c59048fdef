package dev.tunnel.edge.ingress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tunnel.edge.config.PublicAddress;
import dev.tunnel.edge.config.TlsSettings;
import dev.tunnel.edge.config.TrustedProxies;
import dev.tunnel.edge.ingress.http.HttpSettings;
import dev.tunnel.edge.ingress.http.PublicHttpInitializer;
import dev.tunnel.edge.tls.FirstBytes;
import dev.tunnel.edge.tls.PassThrough;
import dev.tunnel.edge.tls.ServerTls;
import dev.tunnel.edge.tls.TlsInitializer;
import dev.tunnel.edge.tls.TlsRefusal;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One TLS port for visitors and agents, with the edge's own authority.
final class PublicTlsIT {
    private static final String AGENTS = "agents/1";

    @TempDir private Path directory;

    private final IngressFixture edge = new IngressFixture();
    private ServerTls tls;
    private SSLContext trusting;
    private int port;

    @BeforeEach
    void listen() throws Exception {
        tls =
                ServerTls.open(
                        new TlsSettings(null, null, directory),
                        new PublicAddress("localhost", "localhost", 8000, 8443, 4443),
                        List.of(AGENTS, "http/1.1"),
                        Clock.systemUTC(),
                        new SecureRandom());
        trusting = trusting(tls.privateAuthority().orElseThrow());
        var https =
                new PublicHttpInitializer(
                        HttpSettings.defaults(TrustedProxies.NONE),
                        edge.registry(),
                        edge.policies(),
                        true);
        port =
                edge.listen(
                        new TlsInitializer(
                                tls,
                                PassThrough.NONE,
                                Map.of(AGENTS, new Greeting()),
                                new FirstBytes.Protocols(https, new Greeting())));
    }

    @AfterEach
    void stop() {
        edge.close();
    }

    @Test
    void a_visitor_that_trusts_the_authority_gets_through() throws Exception {
        try (var service =
                        LocalService.http(c ->
                                c.answer(
                                        c.header("X-Forwarded-Proto")
                                                + ' '
                                                + c.header("X-Forwarded-Port")));
                var visitor = connect("app.localhost", "http/1.1")) {
            edge.http("app.localhost", service.port());
            visitor.get("app.localhost", "/");
            assertThat(visitor.response()).endsWith("https 443");
            visitor.get("app.localhost:8443", "/");
            assertThat(visitor.response()).endsWith("https 8443");
        }
    }

    @Test
    void an_answer_that_breaks_off_ends_without_a_goodbye() throws Exception {
        try (var service =
                        LocalService.start(c -> {
                            c.readHead();
                            c.send(
                                    "HTTP/1.1 200 OK\r\n"
                                            + "Transfer-Encoding: chunked\r\n\r\n"
                                            + "9\r\n"
                                            + "short");
                        });
                var visitor = connect("app.localhost", "http/1.1")) {
            edge.http("app.localhost", service.port());
            visitor.send("GET / HTTP/1.0\r\nHost: app.localhost\r\n\r\n");
            visitor.head();
            assertThatThrownBy(visitor::rest).isInstanceOf(IOException.class);
        }
    }

    @Test
    void both_tls_versions_and_clients_without_alpn_are_served() throws Exception {
        for (var version : List.of("TLSv1.2", "TLSv1.3")) {
            try (var socket = socket("app.localhost")) {
                socket.setEnabledProtocols(new String[] {version});
                var visitor = new RawClient(socket);
                visitor.get("app.localhost", "/");
                assertThat(visitor.response()).startsWith("HTTP/1.1 404 ");
                assertThat(socket.getSession().getProtocol()).isEqualTo(version);
            }
        }
    }

    @Test
    void the_key_is_one_that_the_client_can_verify() throws Exception {
        for (var key : List.of("ECDSA", "RSA")) {
            try (var socket = socket("app.localhost")) {
                socket.setEnabledProtocols(new String[] {"TLSv1.2"});
                socket.setEnabledCipherSuites(
                        new String[] {"TLS_ECDHE_" + key + "_WITH_AES_128_GCM_SHA256"});
                socket.startHandshake();
                assertThat(socket.getSession().getPeerCertificates()[0].getPublicKey())
                        .isInstanceOf(key.equals("RSA") ? RSAKey.class : ECKey.class);
            }
        }
    }

    @Test
    void old_versions_of_tls_are_refused() throws Exception {
        for (var version : List.of(0x0301, 0x0302)) {
            try (var visitor = new RawClient(port)) {
                visitor.send(HelloBytes.to("app.localhost").version(version).record());
                assertThat(visitor.rest()).startsWith("\25\3").endsWith("\2\106");
            }
        }
    }

    @Test
    void the_first_bytes_tell_what_a_client_without_alpn_speaks() throws Exception {
        try (var visitor = connect("localhost", "http/1.1")) {
            visitor.send("\175\0");
            visitor.send("\0\0\0\0\0\0");
            visitor.send("{\"Type\":\"Auth\"");
            assertThat(visitor.rest()).isEqualTo("hello agent");
        }
        try (var visitor = new RawClient(socket("app.localhost"))) {
            for (var piece : "GET / HTTP/1.1\r\nHost: app.localhost\r\n\r\n".split("")) {
                visitor.send(piece);
            }
            assertThat(visitor.response()).startsWith("HTTP/1.1 404 ");
        }
    }

    @Test
    void first_bytes_of_no_protocol_are_closed_and_counted() throws Exception {
        try (var visitor = connect("localhost", "http/1.1")) {
            visitor.send("\1\2\3\4");
            assertThat(visitor.rest()).isEmpty();
        }
        try (var visitor = connect("localhost", "http/1.1")) {
            visitor.send("G");
            visitor.socket().shutdownOutput();
            assertThat(visitor.rest()).isEmpty();
        }
        assertThat(tls.refusals(TlsRefusal.UNKNOWN_PROTOCOL)).isEqualTo(1);
        await().until(() -> tls.refusals(TlsRefusal.SILENT) == 1);
    }

    @Test
    void alpn_leads_agents_to_their_own_pipeline() throws Exception {
        try (var agent = connect("localhost", AGENTS)) {
            assertThat(agent.rest()).isEqualTo("hello agent");
        }
    }

    @Test
    void a_response_that_ends_the_connection_ends_tls_in_order() throws Exception {
        try (var service = LocalService.http(c -> c.answer("x".repeat(300_000)));
                var visitor = connect("app.localhost", "http/1.1")) {
            edge.http("app.localhost", service.port());
            visitor.send("GET / HTTP/1.1\r\nHost: app.localhost\r\nConnection: close\r\n\r\n");
            assertThat(visitor.rest()).hasSizeGreaterThan(300_000);
        }
    }

    @Test
    void an_upgraded_connection_keeps_its_directions_apart() throws Exception {
        try (var service =
                        LocalService.http(c -> {
                            c.send(
                                    "HTTP/1.1 101 Switching\r\nConnection: Upgrade\r\n"
                                            + "Upgrade: echo\r\n\r\n");
                            c.in().transferTo(c.out());
                        });
                var visitor = connect("app.localhost", "http/1.1")) {
            edge.http("app.localhost", service.port());
            visitor.send(
                    "GET / HTTP/1.1\r\nHost: app.localhost\r\nConnection: Upgrade\r\n"
                            + "Upgrade: echo\r\n\r\n");
            assertThat(visitor.head()).startsWith("HTTP/1.1 101 ");
            visitor.send("ping");
            assertThat(visitor.read(4)).isEqualTo("ping");
        }
    }

    @Test
    void garbage_is_closed_and_counted() throws Exception {
        try (var visitor = new RawClient(port)) {
            visitor.send("GET / HTTP/1.1\r\nHost: app.localhost\r\n\r\n");
            try {
                visitor.rest();
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("reset");
            }
        }
        await().until(() -> tls.refusals(TlsRefusal.HANDSHAKE) == 1);
    }

    @Test
    void a_visitor_that_does_not_know_the_authority_is_not_served() throws Exception {
        trusting = SSLContext.getDefault();
        assertThatThrownBy(() -> connect("app.localhost", "http/1.1").rest())
                .isInstanceOf(SSLHandshakeException.class);
    }

    private RawClient connect(String host, String protocol) throws IOException {
        var socket = socket(host);
        var parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {protocol});
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return new RawClient(socket);
    }

    private SSLSocket socket(String host) throws IOException {
        var socket =
                (SSLSocket)
                        trusting.getSocketFactory()
                                .createSocket(InetAddress.getLoopbackAddress(), port);
        var parameters = socket.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(host)));
        socket.setSSLParameters(parameters);
        return socket;
    }

    private static SSLContext trusting(String pem) throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry(
                "ca",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(pem.getBytes(UTF_8))));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    @Sharable
    private static final class Greeting extends ChannelInboundHandlerAdapter {
        @Override
        public void handlerAdded(ChannelHandlerContext ctx) {
            ctx.writeAndFlush(io.netty.buffer.Unpooled.copiedBuffer("hello agent", UTF_8))
                    .addListener(io.netty.channel.ChannelFutureListener.CLOSE);
        }
    }
}
