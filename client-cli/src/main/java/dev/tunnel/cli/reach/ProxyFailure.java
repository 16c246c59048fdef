package dev.tunnel.cli.reach;

import dev.tunnel.cli.config.Failures;
import dev.tunnel.cli.config.HostPort;
import dev.tunnel.cli.config.ProxyUrl;
import io.netty.handler.proxy.ProxyConnectException;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Why a proxy made no connection, in words that say what to do.
public final class ProxyFailure extends IOException {
    private static final Pattern HTTP_STATUS = Pattern.compile("status: ([0-9]{3})");
    private static final Pattern SOCKS_STATUS = Pattern.compile("status: ([A-Z_]+)");
    private static final Pattern SOCKS_AUTH =
            Pattern.compile("authStatus|unexpected authMethod|authMethod: UNACCEPTED");
    private static final String NO_PASSWORD =
            "asks for a user name and a password, or does not accept those given; write them into"
                    + " its URL: http://user:password@host:port";

    private ProxyFailure(String message, Throwable cause) {
        super(message, cause);
    }

    static ProxyFailure of(ProxyUrl proxy, HostPort target, Throwable cause) {
        return new ProxyFailure("proxy " + proxy + " " + words(target, cause), cause);
    }

    private static String words(HostPort target, Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        if (!(cause instanceof ProxyConnectException)) {
            return "cannot be used: " + Failures.line(cause);
        }
        Matcher status = HTTP_STATUS.matcher(message);
        if (status.find()) {
            return status.group(1).equals("407")
                    ? NO_PASSWORD
                    : "does not let %s through (status %s)".formatted(target, status.group(1));
        }
        if (SOCKS_AUTH.matcher(message).find()) {
            return NO_PASSWORD;
        }
        Matcher socks = SOCKS_STATUS.matcher(message);
        if (socks.find()) {
            return "made no connection to %s (%s)"
                    .formatted(target, socks.group(1).toLowerCase(Locale.ROOT).replace('_', ' '));
        }
        return message.contains("timeout")
                ? "does not answer"
                : "does not speak like a proxy of that kind";
    }
}
