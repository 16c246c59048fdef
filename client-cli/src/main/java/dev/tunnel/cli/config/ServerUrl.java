package dev.tunnel.cli.config;

import java.net.URI;
import java.net.URISyntaxException;

/// The platform's base URL.
///
/// @param uri `http` or `https`, without a trailing slash
public record ServerUrl(URI uri) {

    public static final ServerUrl DEFAULT = parse("http://localhost:9000");

    /// Reads what the user wrote. Without a scheme `https` is meant, `http` on this machine.
    public static ServerUrl parse(String text) {
        String url = text.strip().replaceFirst("(?<=[^:/])/+$", "");
        try {
            URI uri = new URI(url.contains("://") ? url : scheme(url) + url);
            if (uri.getHost() == null
                    || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    || uri.getRawUserInfo() != null
                    || uri.getRawQuery() != null
                    || uri.getRawFragment() != null) {
                throw invalid(text);
            }
            return new ServerUrl(uri);
        } catch (URISyntaxException _) {
            throw invalid(text);
        }
    }

    /// The URL of a path of the REST API, such as `/api/v1/server`.
    public URI resolve(String path) {
        return URI.create(uri + path);
    }

    /// False where somebody on the way can read and change what the server says.
    public boolean isPrivate() {
        return "https".equals(uri.getScheme()) || Loopback.isLoopback(bareHost());
    }

    private String bareHost() {
        return uri.getHost().replaceAll("^\\[|]$", "");
    }

    private static String scheme(String authority) {
        String host = authority.replaceAll("(^\\[)|(]?(:[0-9]*)?(/.*)?$)", "");
        return Loopback.isLoopback(host) ? "http://" : "https://";
    }

    private static ConfigException invalid(String text) {
        return new ConfigException(
                "server \"%s\" is not the platform's URL, like https://tunnel.example.com or http://localhost:9000"
                        .formatted(text));
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
