package dev.tunnel.protocol.net;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Any text is a block of addresses or none; a block is written and read again as the same.
public final class CidrFuzz {
    private CidrFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        Cidr.parse(new String(data, UTF_8))
                .ifPresent(block -> {
                    if (!Cidr.parse(block.toString()).equals(java.util.Optional.of(block))
                            || !block.contains(block)) {
                        throw new AssertionError(block);
                    }
                });
    }
}
