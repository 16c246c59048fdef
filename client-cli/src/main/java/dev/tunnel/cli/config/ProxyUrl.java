package dev.tunnel.cli.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A proxy that connections go out through.
///
/// @param user absent where the proxy asks for nobody
public record ProxyUrl(Kind kind, HostPort address, @Nullable String user, Secret password) {

    /// How a proxy is spoken to.
    public enum Kind {
        /// HTTP CONNECT.
        HTTP("http", 80),
        /// HTTP CONNECT inside TLS.
        HTTPS("https", 443),
        /// SOCKS 5; names are looked up by the proxy.
        SOCKS5("socks5", 1080);

        private final String scheme;
        private final int port;

        Kind(String scheme, int port) {
            this.scheme = scheme;
            this.port = port;
        }
    }

    /// Reads `http://user:password@host:port`, `https://…`, `socks5://…`; without a scheme `http`.
    ///
    /// @throws ConfigException with a line that shows no password
    public static ProxyUrl parse(String text) {
        String url = text.strip();
        try {
            URI uri = new URI(url.contains("://") ? url : "http://" + url);
            String host = uri.getHost();
            String path = uri.getRawPath();
            if (host == null
                    || !(path == null || path.isEmpty() || path.equals("/"))
                    || uri.getRawQuery() != null) {
                throw invalid();
            }
            Kind kind = kind(uri.getScheme());
            int port = uri.getPort() < 0 ? kind.port : uri.getPort();
            String bare = host.replaceAll("^\\[|]$", "");
            return withUser(kind, new HostPort(bare, port), uri.getRawUserInfo());
        } catch (URISyntaxException | IllegalArgumentException _) {
            throw invalid();
        }
    }

    private static ProxyUrl withUser(Kind kind, HostPort address, @Nullable String userInfo) {
        if (userInfo == null) {
            return new ProxyUrl(kind, address, null, Secret.of(""));
        }
        int colon = userInfo.indexOf(':');
        String user = colon < 0 ? userInfo : userInfo.substring(0, colon);
        String password = colon < 0 ? "" : userInfo.substring(colon + 1);
        return new ProxyUrl(kind, address, decode(user), Secret.of(decode(password)));
    }

    private static Kind kind(String scheme) {
        return switch (scheme.toLowerCase(Locale.ROOT)) {
            case "http" -> Kind.HTTP;
            case "https" -> Kind.HTTPS;
            case "socks5", "socks5h", "socks" -> Kind.SOCKS5;
            default -> throw invalid();
        };
    }

    /// A plus sign stands for itself here, other than in a form.
    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static ConfigException invalid() {
        return new ConfigException(
                "the proxy is not a URL like http://host:3128, http://user:password@host:3128 or"
                        + " socks5://host:1080");
    }

    /// Written out, with the password.
    String url() {
        String who = user == null ? "" : encode(user) + ":" + encode(password.value()) + "@";
        return kind.scheme + "://" + who + address;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// Without the password.
    @Override
    public String toString() {
        return kind.scheme + "://" + (user == null ? "" : user + ":***@") + address;
    }
}
