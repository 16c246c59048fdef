package dev.tunnel.server.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Which servers are asked: the one of the settings, else those that the system names.
final class Resolvers {
    private static final Path SYSTEMS = Path.of("/etc/resolv.conf");
    private static final String WORD = "nameserver";
    private static final int PORT = 53;
    private static final int MOST = 3;

    private Resolvers() {}

    /// An IP address, `192.0.2.53`, `192.0.2.53:5353`, `2001:db8::53` or `[2001:db8::53]:5353`.
    ///
    /// @throws IllegalArgumentException if it is none
    static InetSocketAddress parse(String setting) {
        int colon = setting.lastIndexOf(':');
        boolean bare = colon < 0 || setting.indexOf(':') < colon && !setting.startsWith("[");
        String host = bare ? setting : setting.substring(0, colon);
        int port = bare ? PORT : Integer.parseInt(setting.substring(colon + 1));
        return new InetSocketAddress(
                InetAddress.ofLiteral(host.replace("[", "").replace("]", "")), port);
    }

    /// Those of `/etc/resolv.conf`; this machine where it names none.
    static List<InetSocketAddress> ofSystem() {
        try (Stream<String> lines = Files.lines(SYSTEMS)) {
            List<InetSocketAddress> servers =
                    lines.map(String::strip)
                            .filter(line -> line.startsWith(WORD))
                            .map(line -> line.substring(WORD.length()).strip())
                            .filter(address -> address.indexOf('%') < 0)
                            .limit(MOST)
                            .map(address ->
                                    new InetSocketAddress(InetAddress.ofLiteral(address), PORT))
                            .toList();
            return servers.isEmpty() ? loopback() : servers;
        } catch (IOException | IllegalArgumentException e) {
            return loopback();
        }
    }

    private static List<InetSocketAddress> loopback() {
        return List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT));
    }
}
