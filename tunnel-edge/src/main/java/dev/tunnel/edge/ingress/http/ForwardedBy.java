package dev.tunnel.edge.ingress.http;

import dev.tunnel.edge.config.TrustedProxies;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What trusted proxies say of a request's origin, in `X-Forwarded-…` or else in `Forwarded` (RFC
/// 7239).
///
/// Each proxy appends whom it got the request from, so the list is read from its right end: the
/// first address that is no trusted proxy is the visitor, and what stands left of it is only what
/// the visitor claims. Lists are split at every comma, quoted or not, because a quote that a
/// visitor left open must not swallow what a proxy wrote behind it.
record ForwardedBy(TrustedProxies trusted, HttpHeaders headers) {
    private static final Pattern NODE =
            Pattern.compile(
                    "(?<v4>[0-9.]+)(:(?<v4port>[0-9]{1,5}))?"
                            + "|\\[(?<v6>[0-9A-Fa-f:.]+)](:(?<v6port>[0-9]{1,5}))?"
                            + "|(?<bare>[0-9A-Fa-f:.]+)");
    private static final int HIGHEST_PORT = 65_535;

    /// @param seen the origin as the edge itself sees it: the proxy
    Origin origin(Origin seen) {
        return headers.contains("x-forwarded-for") || !headers.contains("forwarded")
                ? xForwarded(seen)
                : forwarded(seen);
    }

    private Origin xForwarded(Origin seen) {
        var address = seen.address();
        for (var node : list("x-forwarded-for").reversed()) {
            var hop = address(node);
            if (hop.isEmpty()) {
                break;
            }
            address = hop.get();
            if (!trusted.hold(address.getAddress())) {
                break;
            }
        }
        return told(seen, address, last("x-forwarded-proto"), last("x-forwarded-host"));
    }

    private Origin forwarded(Origin seen) {
        var address = seen.address();
        String proto = null;
        String host = null;
        for (var element : list("forwarded").reversed()) {
            var hop = address(parameter(element, "for").orElse(""));
            proto = parameter(element, "proto").orElse(proto);
            host = parameter(element, "host").orElse(host);
            if (hop.isEmpty()) {
                break;
            }
            address = hop.get();
            if (!trusted.hold(address.getAddress())) {
                break;
            }
        }
        return told(seen, address, proto, host);
    }

    private static Origin told(
            Origin seen, InetSocketAddress address, @Nullable String proto, @Nullable String host) {
        return new Origin(
                address,
                isHttps(proto).orElse(seen.https()),
                Optional.ofNullable(host).flatMap(Authority::parse).orElse(seen.authority()));
    }

    /// Some proxies name what was upgraded to.
    private static Optional<Boolean> isHttps(@Nullable String proto) {
        return switch (proto == null ? "" : proto.toLowerCase(Locale.ROOT)) {
            case "https", "wss" -> Optional.of(true);
            case "http", "ws" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /// All values of a header as one list, which is what several lines of it mean (RFC 9110, 5.3).
    private List<String> list(String name) {
        return headers.getAll(name).stream()
                .flatMap(line -> Stream.of(line.split(",", -1)))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /// What the proxy next to the edge said.
    private @Nullable String last(String name) {
        var values = list(name);
        return values.isEmpty() ? null : values.getLast();
    }

    /// A parameter of an element of `Forwarded`, without its quotes.
    private static Optional<String> parameter(String element, String name) {
        for (var pair : element.split(";", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0
                    && pair.substring(0, equals).strip().toLowerCase(Locale.ROOT).equals(name)) {
                var value = pair.substring(equals + 1).strip();
                boolean quoted =
                        value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
                return Optional.of(quoted ? value.substring(1, value.length() - 1) : value);
            }
        }
        return Optional.empty();
    }

    /// Empty for what is no address, such as `unknown` or a name that hides one.
    private static Optional<InetSocketAddress> address(String node) {
        var matcher = NODE.matcher(node);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var literal =
                Optional.ofNullable(matcher.group("v4"))
                        .or(() -> Optional.ofNullable(matcher.group("v6")))
                        .orElse(matcher.group("bare"));
        var port =
                Optional.ofNullable(matcher.group("v4port"))
                        .or(() -> Optional.ofNullable(matcher.group("v6port")))
                        .map(Integer::parseInt)
                        .orElse(0);
        var address = NetUtil.createInetAddressFromIpAddressString(literal);
        return address == null || port > HIGHEST_PORT
                ? Optional.empty()
                : Optional.of(new InetSocketAddress(address, port));
    }
}
