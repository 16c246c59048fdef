package dev.tunnel.protocol.net;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.regex.Pattern;

/// A block of IP addresses, such as `10.0.0.0/8`, `2001:db8::/32` or the single `192.0.2.7`.
///
/// Every address is its 128 bits, IPv4 ones as the IPv6 addresses that they are mapped to, so that
/// `::ffff:10.0.0.1` is `10.0.0.1`. A block of IPv6 addresses holds no IPv4 address all the same:
/// `::/0` is every IPv6 address.
///
/// @param high the upper 64 bits of the first address
/// @param low the lower 64 bits of the first address
/// @param length bits that an address must have in common with the first, of 128
public record Cidr(long high, long low, int length) {
    private static final int BITS = 128;
    private static final int HALF = 64;
    private static final int V4_OFFSET = 96;
    private static final long V4_PREFIX = 0xffff;
    private static final int LONGEST_TEXT = 64;

    /// No zone, no brackets; no leading zeros, which some read as octal.
    private static final Pattern V4 =
            Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})");

    private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Pattern LENGTH = Pattern.compile("0|[1-9][0-9]{0,2}");

    public Cidr {
        if (length < 0 || length > BITS) {
            throw new IllegalArgumentException("prefix length " + length);
        }
        high &= mask(Math.min(length, HALF));
        low &= mask(Math.max(length - HALF, 0));
    }

    /// Reads an address or `address/length`; bits behind the length are cleared. Empty when it is
    /// neither.
    public static Optional<Cidr> parse(String text) {
        if (text.length() > LONGEST_TEXT) {
            return Optional.empty();
        }
        int slash = text.indexOf('/');
        var address = slash < 0 ? text : text.substring(0, slash);
        boolean v4 = V4.matcher(address).matches();
        if (!v4 && !V6.matcher(address).matches()) {
            return Optional.empty();
        }
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes == null) {
            return Optional.empty();
        }
        int most = v4 ? Integer.SIZE : BITS;
        int length = slash < 0 ? most : length(text.substring(slash + 1));
        return length > most ? Optional.empty() : Optional.of(of(bytes, BITS - most + length));
    }

    /// @return more than any address has when it is none
    private static int length(String digits) {
        return LENGTH.matcher(digits).matches() ? Integer.parseInt(digits) : BITS + 1;
    }

    /// The block of one address.
    public static Cidr of(InetAddress address) {
        return of(address.getAddress(), BITS);
    }

    private static Cidr of(byte[] bytes, int length) {
        var buffer = ByteBuffer.wrap(bytes);
        return bytes.length == Integer.BYTES
                ? new Cidr(
                        0,
                        V4_PREFIX << Integer.SIZE | Integer.toUnsignedLong(buffer.getInt()),
                        length)
                : new Cidr(buffer.getLong(), buffer.getLong(), length);
    }

    public boolean contains(InetAddress address) {
        return contains(of(address));
    }

    /// Whether all of another block is in this one.
    public boolean contains(Cidr other) {
        return other.length >= length
                && isV4() == other.isV4()
                && ((high ^ other.high) & mask(Math.min(length, HALF))) == 0
                && ((low ^ other.low) & mask(Math.max(length - HALF, 0))) == 0;
    }

    private boolean isV4() {
        return length >= V4_OFFSET && high == 0 && low >>> Integer.SIZE == V4_PREFIX;
    }

    private static long mask(int bits) {
        return bits == 0 ? 0 : -1L << (HALF - bits);
    }

    @Override
    public String toString() {
        var bytes = ByteBuffer.allocate(BITS / Byte.SIZE).putLong(high).putLong(low).array();
        try {
            // A mapped address comes back as the IPv4 address that it is.
            var text = NetUtil.toAddressString(InetAddress.getByAddress(bytes));
            int shown = isV4() ? length - V4_OFFSET : length;
            return length == BITS ? text : text + '/' + shown;
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
