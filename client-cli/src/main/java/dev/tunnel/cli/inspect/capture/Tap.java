package dev.tunnel.cli.inspect.capture;

import io.netty.buffer.ByteBuf;

/// Sees what goes by on one connection, on its event loop; changes nothing and keeps no buffer.
interface Tap {

    /// @param fromVisitor false for what the service sends
    void read(boolean fromVisitor, ByteBuf buffer);

    /// One side has no more to say.
    void end(boolean fromVisitor);
}
