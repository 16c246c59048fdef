package dev.tunnel.edge.ingress.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tunnel.edge.config.PublicAddress;
import dev.tunnel.edge.config.TlsSettings;
import dev.tunnel.edge.config.TrustedProxies;
import dev.tunnel.edge.ingress.IngressFixture;
import dev.tunnel.edge.ingress.Lifetime;
import dev.tunnel.edge.telemetry.Visits;
import dev.tunnel.edge.tls.FirstBytes;
import dev.tunnel.edge.tls.PassThrough;
import dev.tunnel.edge.tls.ServerTls;
import dev.tunnel.edge.tls.TlsInitializer;
import io.netty.util.concurrent.Ticker;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// An edge's public HTTPS port with HTTP/2 on it, and an agent behind it.
final class Http2Edge implements AutoCloseable, AfterEachCallback {
    private final IngressFixture edge = new IngressFixture();
    private final String authority;
    private final SSLContext trusting;
    private final int port;

    /// One with the usual bounds for one test, in a folder of its own.
    static Http2Edge usual() {
        return of("localhost", HttpMemory.usual());
    }

    /// The same for the names below a domain, which share a certificate.
    static Http2Edge below(String domain) {
        return of(domain, HttpMemory.usual());
    }

    /// The same with another bound on what it keeps.
    static Http2Edge of(String domain, HttpMemory memory) {
        try {
            var folder = Files.createTempDirectory("http2-edge");
            var settings = HttpSettings.defaults(TrustedProxies.NONE);
            return new Http2Edge(folder, settings, domain, memory);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    Http2Edge(Path directory, HttpSettings settings, String domain) throws Exception {
        this(directory, settings, domain, HttpMemory.usual());
    }

    /// @param domain names below it share a certificate, unless it is a single label
    Http2Edge(Path directory, HttpSettings settings, String domain, HttpMemory memory)
            throws Exception {
        var tls =
                ServerTls.open(
                        new TlsSettings(null, null, directory),
                        new PublicAddress(domain, domain, 8000, 8443, 4443),
                        List.of("h2", "http/1.1"),
                        Clock.systemUTC(),
                        new SecureRandom());
        authority = tls.privateAuthority().orElseThrow();
        trusting = trusting(authority);
        var lifetime = Lifetime.settled(Ticker.systemTicker());
        var http2 =
                new PublicHttp2Initializer(
                        new Surroundings(
                                settings,
                                edge.registry(),
                                edge.policies(),
                                lifetime,
                                Visits.unlogged(),
                                memory),
                        tls::covers,
                        new SecureRandom());
        var http1 = new PublicHttpInitializer(settings, edge.registry(), edge.policies(), true);
        port =
                edge.listen(
                        new TlsInitializer(
                                tls,
                                PassThrough.NONE,
                                Map.of("h2", http2),
                                new FirstBytes.Protocols(http1, null)));
    }

    IngressFixture fixture() {
        return edge;
    }

    int port() {
        return port;
    }

    /// What to trust, as PEM.
    String ca() {
        return authority;
    }

    SSLContext trusting() {
        return trusting;
    }

    /// Connects for a host by SNI and negotiates this protocol.
    SSLSocket connect(String host, String protocol) throws IOException {
        var socket =
                (SSLSocket)
                        trusting.getSocketFactory()
                                .createSocket(InetAddress.getLoopbackAddress(), port);
        var parameters = socket.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(host)));
        parameters.setApplicationProtocols(new String[] {protocol});
        socket.setSSLParameters(parameters);
        socket.setTcpNoDelay(true);
        socket.startHandshake();
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

    @Override
    public void afterEach(ExtensionContext context) {
        close();
    }

    @Override
    public void close() {
        edge.close();
    }
}
