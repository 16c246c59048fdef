package dev.tunnel.edge.acme;

import java.io.Serial;

/// Another edge may order by now; what this one had begun is the other's to finish.
final class LeaseLostException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    LeaseLostException(String why) {
        super(why, null, false, false);
    }
}
