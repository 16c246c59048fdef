package dev.tunnel.cli.session;

import dev.tunnel.cli.config.Failures;
import dev.tunnel.cli.config.ServerUrl;
import dev.tunnel.cli.config.SystemRoots;
import java.io.IOException;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/// HTTP clients for one exchange.
final class HttpClients {

    private HttpClients() {}

    static HttpClient of(ServerUrl server, Duration timeout) throws IOException {
        HttpClient.Builder builder =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(timeout)
                        .followRedirects(HttpClient.Redirect.NORMAL);
        if ("https".equals(server.uri().getScheme())) {
            builder.sslContext(tls());
        }
        return builder.build();
    }

    private static SSLContext tls() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, SystemRoots.factory().getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS: " + Failures.line(e), e);
        }
    }
}
