package dev.tunnel.cli.inspect.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/// The page's files, which are on the class path.
final class PageFiles {

    private static final String FOLDER = "/dev/tunnel/inspector/page";
    private static final Pattern FILE =
            Pattern.compile("/(assets/)?[A-Za-z0-9_-][A-Za-z0-9._-]*\\.(js|css|svg|woff2)");

    /// Where the page finds its token; only it can read this.
    private static final String TOKEN_PLACE = "%INSPECTOR_TOKEN%";

    private final String token;

    PageFiles(String token) {
        this.token = token;
    }

    Optional<Answer> find(String path) {
        if (path.equals("/") || path.equals("/index.html")) {
            return read("/index.html")
                    .map(bytes ->
                            new String(bytes, StandardCharsets.UTF_8).replace(TOKEN_PLACE, token))
                    .map(page ->
                            Answer.bytes(
                                    "text/html; charset=utf-8",
                                    page.getBytes(StandardCharsets.UTF_8)));
        }
        return FILE.matcher(path).matches()
                ? read(path)
                        .map(bytes ->
                                new Answer.Full(
                                        200, type(path), bytes, path.startsWith("/assets/")))
                : Optional.empty();
    }

    private static Optional<byte[]> read(String path) {
        try (InputStream in = PageFiles.class.getResourceAsStream(FOLDER + path)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String type(String path) {
        return switch (path.substring(path.lastIndexOf('.') + 1)) {
            case "js" -> "text/javascript; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "svg" -> "image/svg+xml";
            default -> "font/woff2";
        };
    }
}
