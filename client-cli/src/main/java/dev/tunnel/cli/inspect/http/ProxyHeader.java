package dev.tunnel.cli.inspect.http;

import io.netty.buffer.ByteBuf;

/// The header of the PROXY protocol at the beginning of a connection, to be passed over.
public final class ProxyHeader {

    private static final int LONGEST_V1 = 107;
    private static final int V2_PREFIX = 16;

    private final boolean second;
    private int seen;
    private int length = V2_PREFIX;
    private boolean over;

    /// @param version `v1` or `v2`
    public ProxyHeader(String version) {
        this.second = version.equals("v2");
    }

    public boolean isOver() {
        return over;
    }

    /// Takes header bytes.
    ///
    /// @return how many of `count` bytes belong to the header
    public int take(ByteBuf buffer, int from, int count) {
        int taken = 0;
        while (taken < count && !over) {
            byte b = buffer.getByte(from + taken++);
            seen++;
            if (second) {
                if (seen == V2_PREFIX - 1) {
                    length += (b & 0xff) << 8;
                } else if (seen == V2_PREFIX) {
                    length += b & 0xff;
                }
                over = seen >= V2_PREFIX && seen == length;
            } else {
                over = b == '\n' || seen == LONGEST_V1;
            }
        }
        return taken;
    }
}
