package dev.tunnel.server.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/// What attempts are counted under when they are counted by address. One IPv6 network of 64 bits is
/// one customer, who has all of its addresses: they count as one.
public final class AddressKey {
    private static final int NETWORK_BYTES = 8;
    private static final int ADDRESS_BYTES = 16;

    private AddressKey() {}

    /// @param ip an address without port; anything else counts as itself
    public static String of(String ip) {
        int zone = ip.indexOf('%');
        try {
            InetAddress address = InetAddress.ofLiteral(zone < 0 ? ip : ip.substring(0, zone));
            return address instanceof Inet6Address ? network(address) : address.getHostAddress();
        } catch (IllegalArgumentException e) {
            return ip;
        }
    }

    private static String network(InetAddress address) {
        byte[] bytes = address.getAddress();
        Arrays.fill(bytes, NETWORK_BYTES, ADDRESS_BYTES, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
        } catch (UnknownHostException e) {
            throw new AssertionError("an address of 16 bytes is always valid", e);
        }
    }
}
