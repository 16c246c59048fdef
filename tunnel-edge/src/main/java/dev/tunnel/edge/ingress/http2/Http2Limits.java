package dev.tunnel.edge.ingress.http2;

/// Bounds on one HTTP/2 connection. Those on frames end the connection with ENHANCE_YOUR_CALM.
///
/// @param streams requests under way at a time
/// @param head longest header list, in bytes as HPACK counts them
/// @param window bytes of a request's body, or of a service's answer, that may come ahead of what
///   has been passed on, for each stream
/// @param resets RST_STREAM frames in 30 seconds, either way (CVE-2023-44487, CVE-2025-8671)
/// @param controls SETTINGS, PING, GOAWAY, PRIORITY and unknown frames in 10 seconds
/// @param emptyData DATA frames without data in a row
/// @param smallContinuations CONTINUATION frames of one head that carry next to nothing
/// @param queuedControls acknowledgements that wait because the peer does not read
public record Http2Limits(
        int streams,
        int head,
        int window,
        int resets,
        int controls,
        int emptyData,
        int smallContinuations,
        int queuedControls) {

    /// For visitors.
    ///
    /// @param head longest header list
    public static Http2Limits visitors(int head) {
        return new Http2Limits(100, head, 256 * 1024, 200, 2000, 10, 16, 1000);
    }

    /// For local services, whose owners harm only themselves.
    ///
    /// @param head longest header list
    public static Http2Limits services(int head) {
        return new Http2Limits(100, head, 256 * 1024, 5000, 20_000, 100, 16, 10_000);
    }
}
