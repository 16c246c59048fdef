package dev.tunnel.edge.ingress;

import dev.tunnel.edge.ingress.proxy.HeaderWriter;
import dev.tunnel.edge.ingress.proxy.ProxyHeader;
import dev.tunnel.edge.tunnel.PeerAddress;
import dev.tunnel.edge.tunnel.Tunnel;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;

/// What a local service gets before a visitor's own bytes, on each connection to it.
public final class Preface {
    private Preface() {}

    /// The PROXY protocol header that the tunnel asked for, or no bytes; not pooled, counted by
    /// nobody yet.
    ///
    /// @param source the visitor's address
    /// @param connection the visitor's connection
    public static ByteBuf of(Tunnel tunnel, InetSocketAddress source, Channel connection) {
        return HeaderWriter.write(
                tunnel.options().upstream().proxyProtocol(),
                new ProxyHeader.Relayed(source, PeerAddress.destination(connection)));
    }
}
