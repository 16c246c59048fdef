package dev.tunnel.edge.tls;

import io.netty.buffer.Unpooled;

/// Any bytes are a ClientHello or count as one that says nothing; a name that is read is a host.
public final class ClientHelloFuzz {
    private ClientHelloFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        var message = Unpooled.wrappedBuffer(data);
        var hello = ClientHello.read(message);
        if (!hello.serverName().matches("[a-z0-9_.-]*") || message.readerIndex() != 0) {
            throw new AssertionError(hello);
        }
    }
}
