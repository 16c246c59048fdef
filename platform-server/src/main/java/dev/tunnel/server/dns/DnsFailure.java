package dev.tunnel.server.dns;

import java.io.IOException;
import java.io.Serial;

/// The resolver gave no answer, or none that settles anything.
public final class DnsFailure extends IOException {
    @Serial private static final long serialVersionUID = 1;

    DnsFailure(String why) {
        super(why);
    }
}
