package dev.tunnel.cli.doctor;

import dev.tunnel.cli.config.Failures;
import dev.tunnel.cli.config.HostPort;
import dev.tunnel.cli.reach.Addresses;
import dev.tunnel.cli.reach.ProxyFailure;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Steps that are the same on the way to platform and edge.
final class Steps {

    private Steps() {}

    static Finding name(String check, HostPort target, Network network) {
        if (network.isProxied(target)) {
            return Finding.ok(check, "%s is looked up by the proxy".formatted(target.host()));
        }
        try {
            return Finding.ok(
                    check,
                    "%s is %s"
                            .formatted(
                                    target.host(),
                                    Addresses.lookUp(target.host()).stream()
                                            .map(InetAddress::getHostAddress)
                                            .collect(Collectors.joining(", "))));
        } catch (UnknownHostException e) {
            return Finding.failed(
                    check,
                    Failures.line(e),
                    "check the spelling, and this machine's DNS: getent hosts " + target.host());
        }
    }

    static Finding tcp(String check, HostPort target, Network network) {
        @Nullable Throwable failure = network.connect(target);
        return failure == null
                ? Finding.ok(check, "%s takes connections".formatted(target))
                : Finding.failed(
                        check,
                        reason(target, failure),
                        failure instanceof ProxyFailure
                                ? "look at HTTPS_PROXY or proxy_url; NO_PROXY names hosts that are"
                                        + " reached directly"
                                : "is a firewall in between? Behind a proxy set HTTPS_PROXY or"
                                        + " proxy_url");
    }

    static String reason(HostPort target, Throwable failure) {
        return failure instanceof ProxyFailure
                ? Failures.line(failure)
                : "%s: %s".formatted(target, Failures.line(failure));
    }

    static boolean isDistrust(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof GeneralSecurityException) {
                return true;
            }
        }
        return false;
    }
}
