package dev.tunnel.protocol.net;

import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetector.Level;

/// Netty's search for buffers that nobody released.
public final class LeakDetection {
    private static final String PROPERTY = "io.netty.leakDetection.level";

    private LeakDetection() {}

    /// Switches it off, unless `-Dio.netty.leakDetection.level` asks for it: a stack trace for each
    /// sampled buffer is a tenth of the CPU that a request takes. The tests ask for all of it.
    public static void offUnlessAsked() {
        if (System.getProperty(PROPERTY) == null) {
            ResourceLeakDetector.setLevel(Level.DISABLED);
        }
    }
}
