package dev.tunnel.edge.tunnel;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/// Whom an address stands for: of IPv6 one /64, in which its owner can choose freely.
///
/// @param prefix the first 64 bits of an IPv6 address, or an IPv4 address
public record Network(long prefix) {

    public static Network of(InetAddress address) {
        var bytes = ByteBuffer.wrap(address.getAddress());
        return new Network(
                address instanceof Inet6Address
                        ? bytes.getLong()
                        : Integer.toUnsignedLong(bytes.getInt()));
    }
}
