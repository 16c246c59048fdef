package dev.tunnel.protocol.mux;

import dev.tunnel.protocol.message.ControlMessage;
import dev.tunnel.protocol.message.GoAway;

/// What the owner of a [MuxConnection] hears. All calls come on the connection's event loop.
public interface MuxListener {
    /// A control message; messages of unknown type do not arrive here.
    ///
    /// @throws ProtocolException to end the connection for a message that must not come now
    void onControl(ControlMessage message);

    /// The peer ends the connection and says why; [#onClosed] follows.
    void onGoAway(GoAway goAway);

    /// The edge opened a stream (agent only). It is registered and active: add handlers to its
    /// pipeline here. With `autoRead` switched off nothing is delivered, and at most the stream's
    /// window is kept, until it is switched on.
    void onStream(MuxStreamChannel stream, StreamOpen open);

    /// The connection is gone; all its streams are closed. Comes once.
    ///
    /// @param reason for the log, never empty
    void onClosed(String reason);
}
