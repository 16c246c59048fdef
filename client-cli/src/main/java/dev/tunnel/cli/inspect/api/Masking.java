package dev.tunnel.cli.inspect.api;

import dev.tunnel.cli.inspect.http.Header;
import dev.tunnel.cli.inspect.http.Headers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Takes secrets out of everything that leaves the inspector. Headers are known by name; fields
/// that the user names are masked in headers, queries, forms and JSON alike.
public final class Masking {

    /// What stands for a secret. Sent back in an edited replay it means the original.
    public static final String MASK = "••••••";

    private static final Set<String> SECRET_HEADERS =
            Set.of(
                    "authorization",
                    "proxy-authorization",
                    "cookie",
                    "set-cookie",
                    "x-api-key",
                    "api-key",
                    "apikey",
                    "x-auth-token",
                    "x-access-token",
                    "x-csrf-token",
                    "x-xsrf-token",
                    "x-amz-security-token",
                    "x-goog-api-key",
                    "x-vault-token",
                    "x-gitlab-token",
                    "private-token");

    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9-]{0,15}) +\\S");

    private final Set<String> headers = new TreeSet<>(SECRET_HEADERS);
    private final Pattern pair;
    private final Pattern json;
    private final boolean named;

    /// @param fields further names, in any case
    public Masking(List<String> fields) {
        fields.forEach(field -> headers.add(field.toLowerCase(Locale.ROOT)));
        this.named = !fields.isEmpty();
        String names = fields.stream().map(Pattern::quote).collect(Collectors.joining("|"));
        this.pair = Pattern.compile("(?i)((?:^|[?&;])(?:" + names + ")=)[^&;#\\s]*");
        this.json =
                Pattern.compile(
                        "(?i)(\"(?:"
                                + names
                                + ")\"\\s*:\\s*)(?:\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+(?:\"|\\\\?$)|[^\\s,\\]}\"\\[{]++)",
                        Pattern.DOTALL);
    }

    /// Whether the user named fields, so that bodies have to be read before they leave.
    boolean readsBodies() {
        return named;
    }

    boolean isSecret(String header) {
        return headers.contains(header.toLowerCase(Locale.ROOT));
    }

    List<Header> headers(Headers of) {
        return of.fields().stream()
                .map(field ->
                        isSecret(field.name()) ? new Header(field.name(), value(field)) : field)
                .toList();
    }

    /// The scheme of credentials is no secret, and often what one looks for.
    private static String value(Header field) {
        Matcher scheme = SCHEME.matcher(field.value());
        boolean credentials = field.name().toLowerCase(Locale.ROOT).endsWith("authorization");
        return credentials && scheme.lookingAt() ? scheme.group(1) + " " + MASK : MASK;
    }

    /// A path with query, or a form.
    String pairs(String text) {
        return named ? pair.matcher(text).replaceAll("$1" + MASK) : text;
    }

    /// A text of this media type.
    String text(String mediaType, String text) {
        if (!named) {
            return text;
        }
        if (mediaType.contains("json")) {
            return json.matcher(text).replaceAll("$1\"" + MASK + "\"");
        }
        return mediaType.endsWith("form-urlencoded") ? pairs(text) : text;
    }

    /// A body of this media type, decoded.
    byte[] body(String mediaType, byte[] bytes) {
        boolean readable = mediaType.contains("json") || mediaType.endsWith("form-urlencoded");
        if (!named || !readable) {
            return bytes;
        }
        return text(mediaType, new String(bytes, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
    }
}
