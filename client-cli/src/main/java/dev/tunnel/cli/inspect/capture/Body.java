package dev.tunnel.cli.inspect.capture;

/// A body, as far as it has come.
///
/// @param size bytes of all of it, without chunk framing
/// @param content its beginning
public record Body(long size, Content content) {

    public static final Body EMPTY = new Body(0, Content.EMPTY);

    /// Whether only its beginning was kept.
    public boolean truncated() {
        return content.length() < size;
    }
}
