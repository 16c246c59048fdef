package dev.tunnel.edge.config;

/// Bounds on what agents' connections carry at a time.
///
/// @param streams open streams of one agent connection
/// @param streamWindow bytes that may be under way from the agent on one stream
/// @param sessionWindow bytes that may wait on one agent connection for slow visitors; its windows
///   grow by half of that together
/// @param edgeWindow the same for all agents together
public record FlowLimits(int streams, int streamWindow, int sessionWindow, int edgeWindow) {
    private static final int MIB = 1024 * 1024;

    /// The bounds of an edge whose operator set none.
    public static FlowLimits defaults() {
        return new FlowLimits(8192, 8 * MIB, 64 * MIB, 128 * MIB);
    }
}
