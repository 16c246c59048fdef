package dev.tunnel.edge.ingress.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Whether a local service's response head can be understood in one way only. What cannot is
/// answered with 502 and a sentence for the tunnel's owner.
final class ResponseRules {
    private ResponseRules() {}

    /// What is wrong with the head; empty when nothing is.
    static Optional<String> fault(HttpResponse response) {
        if (response.decoderResult().isFailure()) {
            return Optional.of("It is not HTTP.");
        }
        var version = response.protocolVersion();
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            return Optional.of("Its version is neither HTTP/1.1 nor HTTP/1.0.");
        }
        // Netty has refused a length beside chunks, and chunks in HTTP/1.0.
        var codings = response.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (codings.size() > 1
                || (codings.size() == 1 && !codings.getFirst().equalsIgnoreCase("chunked"))) {
            return Optional.of("Its Transfer-Encoding is other than chunked.");
        }
        return Optional.empty();
    }

    /// What is wrong with a 101; empty when it may be passed on.
    ///
    /// @param request as it was sent to the service
    static Optional<String> upgradeFault(HttpRequest request, HttpResponse response) {
        var chosen = protocols(response.headers().getAll(HttpHeaderNames.UPGRADE));
        var offered = protocols(request.headers().getAll(HttpHeaderNames.UPGRADE));
        if (chosen.isEmpty() || !offered.containsAll(chosen)) {
            return Optional.of("It changes to a protocol that nobody asked for.");
        }
        // The draft of WebSocket whose handshake has a body.
        if (chosen.contains("websocket")
                && !response.headers().contains(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT)) {
            return Optional.of("Its WebSocket handshake has no Sec-WebSocket-Accept.");
        }
        return Optional.empty();
    }

    private static Set<String> protocols(List<String> values) {
        return values.stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(name -> name.trim().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
    }
}
