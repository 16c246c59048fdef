package dev.tunnel.cli.session;

import dev.tunnel.cli.config.Failures;
import dev.tunnel.cli.reach.ProxyFailure;
import java.net.ConnectException;
import java.security.GeneralSecurityException;

/// Why no connection to an edge came about, in words that say what to do.
final class DialFailure {

    private DialFailure() {}

    static String explain(EdgeAddress edge, Throwable failure) {
        if (failure instanceof ProxyFailure) {
            return Failures.line(failure);
        }
        if (isDistrust(failure)) {
            return edge.ca() == null
                    ? "the certificate of %s is not trusted by this machine; run: tunnel authtoken TOKEN --server URL"
                            .formatted(edge.address())
                    : "the certificate of %s is not signed by the CA in the configuration; if the server was set up anew, run tunnel authtoken again"
                            .formatted(edge.address());
        }
        String line = Failures.line(failure);
        return failure instanceof ConnectException
                ? "%s does not answer (%s)".formatted(edge.address(), line)
                : "%s: %s".formatted(edge.address(), line);
    }

    private static boolean isDistrust(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof GeneralSecurityException) {
                return true;
            }
        }
        return false;
    }
}
