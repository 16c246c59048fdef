package dev.tunnel.cli.inspect.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The header fields of a message, in their order. They stay the text that they came as until
/// somebody looks at them: of most messages nobody ever does.
public final class Headers {

    public static final Headers NONE = new Headers("", 0);

    private final String lines;
    private final int start;

    /// @param lines in which no field goes over more than one line
    private Headers(String lines, int start) {
        this.lines = lines;
        this.start = start;
    }

    /// @param text with one field in a line, from `start` on; a line that begins with white space
    ///   goes on with the one before, and one that is no field is left out
    public static Headers of(String text, int start) {
        boolean folded = text.indexOf("\n ", start) >= 0 || text.indexOf("\n\t", start) >= 0;
        return folded
                ? new Headers(text.substring(start).replaceAll("\r?\n[ \t]+", " "), 0)
                : new Headers(text, start);
    }

    public List<Header> fields() {
        List<Header> fields = new ArrayList<>();
        for (int at = start; at < lines.length(); at = next(at)) {
            int colon = lines.indexOf(':', at);
            if (colon > at && colon < next(at) && !isBlank(at)) {
                fields.add(new Header(lines.substring(at, colon).strip(), value(colon)));
            }
        }
        return fields;
    }

    public Optional<String> first(String name) {
        int colon = find(name, start);
        return colon < 0 ? Optional.empty() : Optional.of(value(colon));
    }

    public List<String> all(String name) {
        List<String> values = new ArrayList<>();
        for (int colon = find(name, start); colon >= 0; colon = find(name, next(colon))) {
            values.add(value(colon));
        }
        return values;
    }

    /// Whether a comma-separated field such as `Connection` has this member.
    public boolean has(String name, String token) {
        for (int colon = find(name, start); colon >= 0; colon = find(name, next(colon))) {
            for (String member : value(colon).split(",", -1)) {
                if (member.strip().equalsIgnoreCase(token)) {
                    return true;
                }
            }
        }
        return false;
    }

    /// The media type without parameters, in lower case; empty when there is none.
    public String mediaType() {
        String type = first("content-type").orElse("");
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Headers headers && fields().equals(headers.fields());
    }

    @Override
    public int hashCode() {
        return fields().hashCode();
    }

    @Override
    public String toString() {
        return fields().toString();
    }

    /// The colon of the first field of this name at or after the line at `from`, or -1.
    private int find(String name, int from) {
        for (int at = from; at < lines.length(); at = next(at)) {
            if (lines.regionMatches(true, at, name, 0, name.length())) {
                int colon = at + name.length();
                while (isBlank(colon)) {
                    colon++;
                }
                if (colon < lines.length() && lines.charAt(colon) == ':') {
                    return colon;
                }
            }
        }
        return -1;
    }

    private boolean isBlank(int at) {
        return at < lines.length() && (lines.charAt(at) == ' ' || lines.charAt(at) == '\t');
    }

    private String value(int colon) {
        return lines.substring(colon + 1, next(colon)).strip();
    }

    /// Where the line after this one begins.
    private int next(int at) {
        int end = lines.indexOf('\n', at);
        return end < 0 ? lines.length() : end + 1;
    }
}
