package dev.tunnel.cli.inspect.capture;

/// How much is kept.
///
/// @param body bytes of each body
/// @param message bytes of each WebSocket frame or server-sent event
/// @param messages frames or events of one exchange; the oldest go first
/// @param entries exchanges and connections; the oldest go first
/// @param memory bytes of all of that in memory, before bodies move to the spill file
/// @param spill size of the spill file; 0 for none
public record CaptureLimits(
        int body, int message, int messages, int entries, long memory, long spill) {

    public static final CaptureLimits DEFAULT =
            new CaptureLimits(256 * 1024, 16 * 1024, 500, 1000, 16L << 20, 128L << 20);

    /// What capturing never goes beyond, however fast it comes and slowly it is moved away.
    long hardMemory() {
        return memory + memory / 2;
    }
}
