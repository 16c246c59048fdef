package dev.tunnel.cli.session;

import java.util.Locale;

/// What this machine calls itself.
final class Platform {

    private Platform() {}

    static String os() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT);
    }

    static String arch() {
        return System.getProperty("os.arch");
    }
}
