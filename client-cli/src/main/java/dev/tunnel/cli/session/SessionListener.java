package dev.tunnel.cli.session;

import dev.tunnel.cli.config.LogSettings.Level;

/// What the owner of a [Session] hears, on the session's event loop: it must not block.
public interface SessionListener {

    /// The state changed.
    void onState(SessionState state);

    /// A tunnel is public; also again after every reconnect.
    ///
    /// @param changed false when it came back with the URLs it had
    void onTunnelOnline(TunnelView tunnel, boolean changed);

    /// A tunnel is no longer served.
    void onTunnelLost(String name, String message);

    /// Something that the user should know.
    void onNotice(Level level, String message);
}
