package dev.tunnel.cli.config;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;

/// Names and addresses of this machine.
public final class Loopback {

    private Loopback() {}

    /// True for `localhost`, names below it and loopback literals; no name is looked up.
    public static boolean isLoopback(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return isLocalhostName(name)
                || name.matches("127(\\.[0-9]{1,3}){3}")
                || name.equals("::1")
                || name.equals("0:0:0:0:0:0:0:1");
    }

    /// True for `localhost` and names below it, which RFC 6761 reserves for loopback.
    public static boolean isLocalhostName(String name) {
        return name.equalsIgnoreCase("localhost")
                || name.toLowerCase(Locale.ROOT).endsWith(".localhost");
    }

    /// Both loopback addresses: development servers listen on either.
    public static List<InetAddress> addresses() {
        try {
            byte[] v6 = new byte[16];
            v6[15] = 1;
            return List.of(
                    Inet4Address.getByAddress("localhost", new byte[] {127, 0, 0, 1}),
                    Inet6Address.getByAddress("localhost", v6));
        } catch (UnknownHostException e) {
            throw new AssertionError("an address of 4 or 16 bytes is always valid", e);
        }
    }
}
