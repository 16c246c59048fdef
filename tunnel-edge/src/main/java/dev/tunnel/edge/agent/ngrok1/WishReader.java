package dev.tunnel.edge.agent.ngrok1;

import dev.tunnel.edge.agent.TunnelRequest;
import dev.tunnel.edge.agent.Unclear;
import dev.tunnel.edge.agent.Wishes;
import dev.tunnel.protocol.message.TunnelSpec;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Makes of a client's wishes what the edge opens. The protocol has no names for tunnels, so they
/// are made of what a client asks for each time it comes: `http/shop`, `tcp:2222`; and for the
/// nameless by their number: `http`, `http#2`. The platform remembers URLs by them.
final class WishReader {
    private static final List<String> PROTOCOLS = List.of("http", "https", "tcp");
    private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");
    private static final String TARGET = "known to the ngrok client";

    /// The nameless wishes, by their name without number: which request has which number.
    private final Map<String, Map<String, Integer>> numbers = new HashMap<>();

    /// The protocols of a wish, each once, in its order.
    static List<String> protocols(Request.ReqTunnel wish) {
        return List.of(wish.protocol().toLowerCase(Locale.ROOT).split("\\+", -1)).stream()
                .map(String::strip)
                .distinct()
                .limit(PROTOCOLS.size() + 1L)
                .toList();
    }

    static boolean isWeb(String protocol) {
        return protocol.startsWith("http");
    }

    /// What the client's other wishes for the same tunnel have in common with this one.
    String key(Request.ReqTunnel wish, String protocol) {
        var name = hostname(wish);
        name = name == null ? lower(wish.subdomain()) : name;
        if (!isWeb(protocol) && wish.remotePort() != 0) {
            return "tcp:" + wish.remotePort();
        }
        var kind = isWeb(protocol) ? "http" : "tcp";
        return name == null ? numbered(kind, wish.reqId()) : kind + '/' + name;
    }

    private String numbered(String kind, String reqId) {
        var taken = numbers.computeIfAbsent(kind, _ -> new HashMap<>());
        var number = taken.get(reqId);
        if (number == null) {
            number = 1;
            while (taken.containsValue(number)) {
                number++;
            }
            taken.put(reqId, number);
        }
        return number == 1 ? kind : kind + '#' + number;
    }

    /// The wish was not granted: its number is free.
    void forget(Request.ReqTunnel wish) {
        numbers.values().forEach(taken -> taken.remove(wish.reqId()));
    }

    /// @param schemes of `http` and `https` those to be served
    /// @throws Unclear with a sentence for the client's user
    TunnelRequest read(Request.ReqTunnel wish, String protocol, Collection<String> schemes)
            throws Unclear {
        if (!PROTOCOLS.contains(protocol)) {
            throw new Unclear(
                    "Protocol %s is not supported"
                            .formatted(
                                    protocol.substring(0, Math.min(protocol.length(), 40))
                                            .replaceAll("[^ -~]", "?")));
        }
        boolean web = isWeb(protocol);
        var hostname = web ? hostname(wish) : null;
        var spec =
                new TunnelSpec(
                        key(wish, protocol),
                        web ? "http" : "tcp",
                        web ? List.copyOf(schemes) : List.of(),
                        web && hostname == null ? lower(wish.subdomain()) : null,
                        hostname,
                        web || wish.remotePort() == 0 ? null : port(wish.remotePort()),
                        TARGET,
                        web ? access(wish) : TunnelSpec.Access.OPEN,
                        TunnelSpec.Upstream.PLAIN);
        return Wishes.read(spec);
    }

    private static TunnelSpec.Access access(Request.ReqTunnel wish) {
        return wish.httpAuth().isEmpty()
                ? TunnelSpec.Access.OPEN
                : new TunnelSpec.Access(List.of(), List.of(), wish.httpAuth(), false);
    }

    private static int port(long port) {
        return (int) Math.clamp(port, -1, Integer.MAX_VALUE);
    }

    /// Servers of old knew a tunnel on an unusual port only with the port in its name.
    private static @Nullable String hostname(Request.ReqTunnel wish) {
        var name = lower(wish.hostname());
        return name == null ? null : PORT.matcher(name).replaceFirst("");
    }

    private static @Nullable String lower(String text) {
        var name = text.strip().toLowerCase(Locale.ROOT);
        return name.isEmpty() ? null : name;
    }
}
