package dev.tunnel.edge.platform;

import java.io.ByteArrayInputStream;
import java.io.IOException;

/// Any bytes are events, the end, or an [IOException].
public final class SseFuzz {
    private SseFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        var reader = new SseReader(new ByteArrayInputStream(data), () -> {});
        try {
            for (var event = reader.next(); event != null; event = reader.next()) {
                if (event.isEmpty()) {
                    throw new AssertionError("an event without data");
                }
            }
        } catch (IOException _) {
            // Too long.
        }
    }
}
