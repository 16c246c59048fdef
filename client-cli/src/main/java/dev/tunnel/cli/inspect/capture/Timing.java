package dev.tunnel.cli.inspect.capture;

/// Where the time went, in nanoseconds from the moment an exchange began; -1 for what has not
/// happened.
///
/// @param connect how long connecting to the service took before it began; 0 on a kept connection
/// @param requestEnd the last byte of the request came from the edge
/// @param responseStart the first byte of the answer came from the service
/// @param responseEnd its last byte
public record Timing(long connect, long requestEnd, long responseStart, long responseEnd) {

    static final Timing NONE = new Timing(0, -1, -1, -1);

    Timing withRequestEnd(long at) {
        return new Timing(connect, at, responseStart, responseEnd);
    }

    Timing withResponseStart(long at) {
        return new Timing(connect, requestEnd, at, responseEnd);
    }

    Timing withResponseEnd(long at) {
        return new Timing(connect, requestEnd, responseStart, at);
    }

    /// From the beginning to the end, or as far as it has come.
    public long duration() {
        return Math.max(Math.max(requestEnd, responseStart), Math.max(responseEnd, 0));
    }
}
