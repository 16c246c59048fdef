package dev.tunnel.edge.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What the local service is sent in place of what the visitor sent.
final class RequestHeadersTest {
    private final HttpRequest head =
            new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");

    @Test
    void the_visitors_claims_about_its_way_are_replaced() throws Exception {
        head.headers()
                .add("X-Forwarded-For", "9.9.9.9")
                .add("x-forwarded-proto", "https")
                .add("X_Forwarded_Host", "evil")
                .add("X-Forwarded-Prefix", "/evil")
                .add("Forwarded", "for=9.9.9.9")
                .add("X-Real-IP", "9.9.9.9")
                .add("X-Other", "stays");
        rewrite("192.0.2.7", false, null);
        assertThat(head.headers().getAll("X-Forwarded-For")).containsExactly("192.0.2.7");
        assertThat(head.headers().getAll("X-Forwarded-Proto")).containsExactly("http");
        assertThat(head.headers().getAll("X-Forwarded-Host")).containsExactly("Name.example:8000");
        assertThat(head.headers().getAll("X-Forwarded-Port")).containsExactly("8000");
        assertThat(head.headers().getAll("Forwarded"))
                .containsExactly("for=192.0.2.7;host=\"Name.example:8000\";proto=http");
        assertThat(head.headers().names())
                .doesNotContain("X_Forwarded_Host", "X-Forwarded-Prefix", "X-Real-IP")
                .contains("X-Other");
    }

    @Test
    void an_ipv6_visitor_is_quoted_where_rfc_7239_wants_it() throws Exception {
        rewrite("2001:db8::1", true, null);
        assertThat(head.headers().get("X-Forwarded-For")).isEqualTo("2001:db8:0:0:0:0:0:1");
        assertThat(head.headers().get("Forwarded"))
                .startsWith("for=\"[2001:db8:0:0:0:0:0:1]\";")
                .endsWith(";proto=https");
    }

    @Test
    void headers_for_one_connection_are_not_relayed() throws Exception {
        head.headers()
                .add("Connection", "keep-alive, X-Private")
                .add("Connection", "x-second")
                .add("X-Private", "1")
                .add("X-Second", "2")
                .add("Keep-Alive", "timeout=5")
                .add("Proxy-Connection", "keep-alive")
                .add("Proxy-Authorization", "Basic c2VjcmV0")
                .add("TE", "gzip")
                .add("Upgrade", "websocket");
        rewrite("192.0.2.7", false, null);
        assertThat(head.headers().names())
                .doesNotContain(
                        "Connection",
                        "X-Private",
                        "X-Second",
                        "Keep-Alive",
                        "Proxy-Connection",
                        "Proxy-Authorization",
                        "TE",
                        "Upgrade");
    }

    @Test
    void an_upgrade_and_the_wish_for_trailers_are_declared_anew() throws Exception {
        head.headers()
                .add("Connection", "Upgrade, TE")
                .add("Upgrade", "h2c, websocket, HTTP/3")
                .add("TE", "trailers, deflate");
        rewrite("192.0.2.7", false, null);
        assertThat(head.headers().getAll("Connection")).containsExactly("upgrade", "te");
        assertThat(head.headers().getAll("Upgrade")).containsExactly("websocket");
        assertThat(head.headers().getAll("TE")).containsExactly("trailers");
    }

    @Test
    void the_host_is_the_visitors_or_the_tunnels_choice() throws Exception {
        rewrite("192.0.2.7", false, null);
        assertThat(head.headers().getAll("Host")).containsExactly("Name.example:8000");
        rewrite("192.0.2.7", false, "localhost:3000");
        assertThat(head.headers().getAll("Host")).containsExactly("localhost:3000");
        assertThat(head.headers().get("X-Forwarded-Host")).isEqualTo("Name.example:8000");
    }

    @Test
    void credentials_that_the_edge_asked_for_stay_there() throws Exception {
        head.headers().add("Authorization", "Basic c2VjcmV0");
        rewrite("192.0.2.7", false, null);
        assertThat(head.headers().contains("Authorization")).isTrue();
        new RequestHeaders(origin("192.0.2.7", false), null, true).rewrite(request());
        assertThat(head.headers().contains("Authorization")).isFalse();
    }

    @Test
    void an_old_visitors_request_goes_on_as_http_11() throws Exception {
        head.setProtocolVersion(HttpVersion.HTTP_1_0);
        head.headers().add("Connection", "upgrade").add("Upgrade", "websocket");
        rewrite("192.0.2.7", false, null);
        assertThat(head.protocolVersion()).isEqualTo(HttpVersion.HTTP_1_1);
        assertThat(head.headers().contains("Upgrade")).isFalse();
    }

    private void rewrite(String visitor, boolean tls, @Nullable String hostHeader)
            throws UnknownHostException {
        new RequestHeaders(origin(visitor, tls), hostHeader, false).rewrite(request());
    }

    private static Origin origin(String visitor, boolean tls) {
        return new Origin(
                new InetSocketAddress(InetAddress.ofLiteral(visitor), 4711),
                tls,
                Authority.parse("Name.example:8000").orElseThrow());
    }

    private PublicRequest request() {
        return PublicRequest.of(head, Authority.parse("Name.example:8000").orElseThrow());
    }
}
