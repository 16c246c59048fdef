package dev.tunnel.server.caller;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Instance;

/// The address of the one who called, without port. Behind a proxy that the operator trusts (see
/// `TUNNEL_TRUSTED_PROXIES`) Quarkus has replaced the connection's address by the forwarded one.
@RequestScoped
public class ClientAddress {
    private static final int LONGEST = 300;

    private final Instance<HttpServerRequest> request;

    ClientAddress(Instance<HttpServerRequest> request) {
        this.request = request;
    }

    /// An IP address, or `unknown` for a connection that has gone.
    public String ip() {
        SocketAddress remote = request.get().remoteAddress();
        return remote == null ? "unknown" : remote.hostAddress();
    }

    /// What the caller's program calls itself, without control characters, at most 300 long.
    public String userAgent() {
        String named = request.get().getHeader(HttpHeaders.USER_AGENT);
        if (named == null) {
            return "";
        }
        String clean = named.replaceAll("\\p{Cntrl}", " ").strip();
        return clean.substring(0, Math.min(clean.length(), LONGEST));
    }
}
