package dev.tunnel.cli.config;

import dev.tunnel.cli.config.Target.Network;
import dev.tunnel.cli.config.Target.Scheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// The grammar of TARGET.
final class TargetParser {

    private static final String FORMS =
            "Write a port (8080), host:port, http://host:port, https://host:port, unix:/path or"
                    + " file:///path";

    private TargetParser() {}

    static Target parse(String text, Proto proto) {
        if (text.isEmpty()) {
            throw new ConfigException("TARGET is empty. " + FORMS);
        }
        if (text.startsWith("unix:")) {
            return unix(text);
        }
        if (text.startsWith("file:")) {
            return folder(text, proto);
        }
        int scheme = text.indexOf("://");
        if (scheme >= 0) {
            return url(text, text.substring(0, scheme), text.substring(scheme + 3), proto);
        }
        Scheme plain = proto == Proto.HTTP ? Scheme.HTTP : Scheme.NONE;
        return new Network(plain, address(text, text, 0));
    }

    private static Target unix(String text) {
        String path = text.substring("unix:".length());
        // unix:///path is what URL-minded people write; both mean the same file.
        String file = path.startsWith("//") ? path.substring(2) : path;
        if (!file.startsWith("/")) {
            throw new ConfigException(
                    "TARGET %s: the path of a unix socket must be absolute, like unix:/run/app.sock"
                            .formatted(text));
        }
        return new Target.Unix(FilePath.of(file));
    }

    private static Target folder(String text, Proto proto) {
        String rest = text.substring("file:".length());
        String file = rest.startsWith("//") ? rest.substring(2) : rest;
        if (proto != Proto.HTTP) {
            throw new ConfigException(
                    "TARGET %s: only tunnel http shows the files of a folder".formatted(text));
        }
        if (!file.startsWith("/")) {
            throw new ConfigException(
                    "TARGET %s: the path of a folder must be absolute, like file:///srv/site"
                            .formatted(text));
        }
        Path path = FilePath.of(file).normalize();
        if (!Files.isDirectory(path)) {
            throw new ConfigException("TARGET %s: there is no folder %s".formatted(text, path));
        }
        return new Target.Folder(path);
    }

    private static Target url(String text, String scheme, String rest, Proto proto) {
        String authority = rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest;
        if (authority.matches(".*[/?#].*")) {
            throw new ConfigException(
                    "TARGET %s: a target is an address without a path; visitors' paths are passed on as they are"
                            .formatted(text));
        }
        if (authority.contains("@")) {
            throw new ConfigException(
                    "TARGET %s: a target takes no user name or password; visitors' are asked for with --basic-auth"
                            .formatted(text));
        }
        return switch (scheme.toLowerCase(Locale.ROOT) + " " + proto.wire()) {
            case "http http" -> new Network(Scheme.HTTP, address(text, authority, 80));
            case "https http" -> new Network(Scheme.HTTPS, address(text, authority, 443));
            case "tcp tcp", "tcp tls", "tls tls" ->
                    new Network(Scheme.NONE, address(text, authority, 0));
            case "http tcp", "https tcp", "http tls", "https tls" ->
                    throw new ConfigException(
                            "TARGET %s: a %s tunnel carries bytes as they are; write host:port, or use: tunnel http %s"
                                    .formatted(text, proto.wire(), text));
            default ->
                    throw new ConfigException(
                            "TARGET %s: unknown scheme \"%s\". %s".formatted(text, scheme, FORMS));
        };
    }

    private static HostPort address(String text, String address, int defaultPort) {
        if (address.matches("[0-9]+")) {
            return new HostPort("localhost", port(text, address));
        }
        if (address.startsWith(":")) {
            return new HostPort("localhost", port(text, address.substring(1)));
        }
        try {
            return HostPort.parse(address, defaultPort);
        } catch (ConfigException e) {
            throw new ConfigException("TARGET %s: %s. %s".formatted(text, e.getMessage(), FORMS));
        }
    }

    private static int port(String text, String port) {
        try {
            return HostPort.parsePort(port);
        } catch (ConfigException e) {
            throw new ConfigException("TARGET %s: %s".formatted(text, e.getMessage()));
        }
    }
}
