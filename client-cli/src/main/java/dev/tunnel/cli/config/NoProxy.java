package dev.tunnel.cli.config;

import dev.tunnel.protocol.net.Cidr;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Which hosts are reached without the proxy: what `NO_PROXY` says, in the forms that curl and Go
/// read. `example.com` and `.example.com` mean the domain and all below it, `10.0.0.0/8` a network,
/// `host:port` one port only, `*` everything. This machine itself is always reached directly.
public record NoProxy(List<String> entries) {

    public static final NoProxy NONE = new NoProxy(List.of());

    public NoProxy {
        entries = List.copyOf(entries);
    }

    public static NoProxy parse(String text) {
        return new NoProxy(
                Stream.of(text.split("[,\\s]+", -1))
                        .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
                        .filter(entry -> !entry.isEmpty())
                        .toList());
    }

    /// True where `target` is to be reached directly. No name is looked up.
    public boolean covers(HostPort target) {
        String host = target.host().toLowerCase(Locale.ROOT);
        return Loopback.isLoopback(host)
                || entries.stream().anyMatch(entry -> covers(entry, host, target.port()));
    }

    private static boolean covers(String entry, String host, int port) {
        if (entry.equals("*")) {
            return true;
        }
        Optional<Cidr> network = Cidr.parse(entry);
        if (network.isPresent()) {
            return Cidr.parse(host).filter(network.get()::contains).isPresent();
        }
        int colon = entry.lastIndexOf(':');
        if (colon > 0 && entry.substring(colon + 1).matches("[0-9]{1,5}")) {
            return Integer.parseInt(entry.substring(colon + 1)) == port
                    && isBelow(entry.substring(0, colon), host);
        }
        return isBelow(entry, host);
    }

    private static boolean isBelow(String entry, String host) {
        String domain = entry.replaceFirst("^\\*?\\.", "").replaceAll("^\\[|]$", "");
        return host.equals(domain) || host.endsWith("." + domain);
    }
}
