package dev.tunnel.e2e.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// A TLS client that takes any certificate, to compare it with the one that it should have got.
public final class TlsVisitor implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 30_000;

    private final SSLSocket socket;

    private TlsVisitor(SSLSocket socket) {
        this.socket = socket;
    }

    /// Shakes hands with whoever serves the host behind this port.
    public static TlsVisitor connect(String host, int port) throws IOException {
        var socket = (SSLSocket) context().getSocketFactory().createSocket("localhost", port);
        try {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            var parameters = socket.getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName(host)));
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return new TlsVisitor(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    public SSLSocket socket() {
        return socket;
    }

    public Certificate certificate() throws IOException {
        return socket.getSession().getPeerCertificates()[0];
    }

    /// Ends its side, then reads until the other ends.
    public String finish() throws IOException {
        socket.shutdownOutput();
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static SSLContext context() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Anybody()}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
