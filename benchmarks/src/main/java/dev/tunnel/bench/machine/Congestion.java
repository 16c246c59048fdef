package dev.tunnel.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The namespace's TCP settings.
public final class Congestion {
    private static final Path IPV4 = Path.of("/proc/sys/net/ipv4");

    private Congestion() {}

    /// The congestion control of new connections.
    public static String current() {
        try {
            return Files.readString(IPV4.resolve("tcp_congestion_control")).strip();
        } catch (IOException _) {
            return "unknown";
        }
    }

    /// Chooses another.
    ///
    /// @return whether that is possible here
    public static boolean use(String name) {
        return write("tcp_congestion_control", name);
    }

    /// Lets load generators reuse local ports at once.
    public static boolean reusePorts() {
        return write("ip_local_port_range", "33000 65500") && write("tcp_tw_reuse", "1");
    }

    private static boolean write(String setting, String value) {
        try {
            Files.writeString(IPV4.resolve(setting), value + "\n");
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
